/** From which depth on each class of the guideline for hazard maps (水害ハザードマップ作成の手引き, 2023) begins, in metres. */
const BEGINS = [0, 0.5, 3, 5, 10, 20];

/**
 * Which class of the guideline a text such as `0.5m以上3.0m未満` names.
 *
 * @returns 1 for below 0.5 m to 6 for 20 m and more; 0 for a text that names none
 */
export function depthClassOf(text: string): number {
  const wide = text.normalize('NFKC').replace(/\s/g, '');
  if (/^0(\.0)?m?(以上|~|～|〜)?0\.5m未満$/.test(wide) || /^0\.5m?未満$/.test(wide)) return 1;
  const from = /^([0-9]+(?:\.[0-9]+)?)m?(?:以上|~|～|〜)/.exec(wide)?.[1];
  return from === undefined ? 0 : BEGINS.indexOf(Number(from)) + 1;
}
