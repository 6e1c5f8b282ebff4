import type { Language } from '../language/choice';
import { element, svgElement } from '../page/element';
import type { Theme } from '../theme/choice';
import { barOf, spread } from './bar';
import { type Gauge, isCurrent } from './gauge';
import { colourOf, formOf, standingOf } from './looks';
import { texts } from './texts';
import { fixedMetres, metresText } from './words';

const WIDTH = 300;
const BAR_X = 66;
const BAR_WIDTH = 34;
const TOP = 12;
const LINE = 20;
const LEAST_HEIGHT = 150;

/**
 * The bar of a gauge with all its levels by name and height, and where the water stands. It is a
 * picture; the same in words is {@link levelList}.
 */
export function barView(gauge: Gauge, theme: Theme, language: Language): SVGSVGElement {
  const bar = barOf(gauge);
  const words = texts[language];
  const marks = [
    ...gauge.levels.map((level, i) => ({
      at: bar.levels[i] ?? 0,
      name: level.name,
      metres: level.metres,
      standing: level.severity as ReturnType<typeof standingOf>,
    })),
    ...(bar.embankment === null || gauge.embankmentM === null
      ? []
      : [{ at: bar.embankment, name: words.embankment, metres: gauge.embankmentM, standing: null }]),
  ].sort((a, b) => a.at - b.at);
  const height = Math.max(LEAST_HEIGHT, TOP * 2 + LINE * (marks.length + 1));
  const y = (at: number) => height - TOP - at * (height - 2 * TOP);
  const labels = spread(
    marks.map(({ at }) => at * (height - 2 * TOP)),
    LINE,
    0,
    height - 2 * TOP,
  ).map((up) => height - TOP - up);
  const parts: SVGElement[] = [];
  const right = BAR_X + BAR_WIDTH;
  parts.push(rect(BAR_X, TOP, BAR_WIDTH, height - 2 * TOP, 'gauge-bar-ground'));
  if (bar.fill !== null) {
    const level = y(bar.fill);
    const water = rect(BAR_X, level, BAR_WIDTH, height - TOP - level, 'gauge-bar-water');
    if (isCurrent(gauge)) water.setAttribute('fill', colourOf(standingOf(gauge), theme));
    else water.classList.add('is-old');
    parts.push(water);
    parts.push(svgElement('path', { d: `M${BAR_X - 6} ${level} H${right}`, class: 'gauge-bar-now' }));
    const value = isCurrent(gauge) ? fixedMetres(gauge.latest?.metres ?? 0) : '';
    parts.push(textAt(BAR_X - 10, Math.min(height - 6, level + 5), value, 'end', 'gauge-bar-value'));
  }
  marks.forEach(({ at, name, metres, standing }, i) => {
    const label = labels[i] ?? y(at);
    parts.push(
      svgElement('path', {
        d: `M${BAR_X} ${y(at)} H${right + 4} L${right + 16} ${label} H${right + 20}`,
        class: standing === null ? 'gauge-bar-line is-embankment' : 'gauge-bar-line',
      }),
    );
    if (standing !== null) {
      const form = formOf(standing, theme);
      form.setAttribute('x', String(right + 22));
      form.setAttribute('y', String(label - 7));
      form.setAttribute('width', '14');
      form.setAttribute('height', '14');
      parts.push(form);
    }
    parts.push(textAt(right + 42, label + 5, `${fixedMetres(metres)} m  ${name}`, 'start', 'gauge-bar-level'));
  });
  parts.push(rect(BAR_X, TOP, BAR_WIDTH, height - 2 * TOP, 'gauge-bar-edge'));
  return svgElement(
    'svg',
    { class: 'gauge-bar', viewBox: `0 0 ${WIDTH} ${height}`, 'aria-hidden': 'true' },
    ...parts,
  );
}

/** The levels from the highest to the lowest, for those who listen. */
export function levelList(gauge: Gauge, language: Language): HTMLElement {
  const words = texts[language];
  const rows = [
    ...gauge.levels.map(({ name, metres }) => ({ name, metres })),
    ...(gauge.embankmentM === null ? [] : [{ name: words.embankment, metres: gauge.embankmentM }]),
  ].sort((a, b) => b.metres - a.metres);
  const items = rows.map(({ name, metres }) => element('li', {}, `${name} ${metresText(metres, language)}`));
  return element('ul', { class: 'unseen', 'aria-label': words.bar }, ...items);
}

function rect(x: number, y: number, width: number, height: number, kind: string): SVGRectElement {
  return svgElement('rect', {
    x: String(x),
    y: String(y),
    width: String(width),
    height: String(Math.max(0, height)),
    class: kind,
  });
}

function textAt(x: number, y: number, text: string, anchor: string, kind: string): SVGTextElement {
  const made = svgElement('text', { x: String(x), y: String(y), 'text-anchor': anchor, class: kind });
  made.textContent = text;
  return made;
}
