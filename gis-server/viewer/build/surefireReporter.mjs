// Writes one report per test file, as Maven's own tests do, so that both are counted together.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = '../target/surefire-reports';

export default class SurefireReporter {
  onTestRunEnd(modules, errors) {
    mkdirSync(FOLDER, { recursive: true });
    for (const module of modules) this.#write(module);
    if (errors.length > 0) this.#writeOutside(errors);
  }

  #write(module) {
    const file = module.relativeModuleId;
    const tests = [...module.children.allTests()];
    const failed = tests.filter((test) => test.result().state === 'failed');
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    // A file that cannot be read at all has no tests, but errors.
    const broken = module.errors().length;
    const cases = tests.map((test) => {
      const messages = (test.result().errors ?? []).map((error) => error.message).join('\n');
      const body = failed.includes(test)
        ? `<failure message="${xml(messages)}"/>`
        : skipped.includes(test)
          ? '<skipped/>'
          : '';
      const seconds = (test.diagnostic()?.duration ?? 0) / 1000;
      return `  <testcase classname="${xml(file)}" name="${xml(test.fullName)}" time="${seconds}">${body}</testcase>`;
    });
    const counts =
      `tests="${Math.max(tests.length, broken)}" failures="${failed.length}" ` +
      `errors="${broken}" skipped="${skipped.length}"`;
    writeReport(file, counts, cases);
  }

  #writeOutside(errors) {
    writeReport('outside-tests', `tests="${errors.length}" failures="0" errors="${errors.length}" skipped="0"`, []);
  }
}

function writeReport(name, counts, cases) {
  const id = name.replace(/[^\w.-]+/g, '.');
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="viewer ${xml(name)}" ${counts}>`,
    ...cases,
    '</testsuite>',
    '',
  ];
  writeFileSync(join(FOLDER, `TEST-viewer.${id}.xml`), lines.join('\n'));
}

function xml(text) {
  const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };
  return text
    .replace(/[&<>"\n]/g, (character) => escapes[character])
    // Colour codes of a terminal are no characters of XML.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
