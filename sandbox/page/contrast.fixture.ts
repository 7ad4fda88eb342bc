/**
 * To be evaluated in a page: the texts on it whose contrast with what lies behind them is below 4.5 : 1, or 3 : 1 where
 * they are large (WCAG 2.2, 1.4.3). Disabled controls do not count.
 */
export const FAINT_TEXTS = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = ([r, g, b, a], [R, G, B]) => [[r, R], [g, G], [b, B]].map(([x, y]) => (x * a + y * (255 - a)) / 255);
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) layers.push(rgba(getComputedStyle(each).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = (color) => {
    const [r, g, b] = color.map((x) => x / 255).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    const written = element.matches('input, textarea, select');
    if ((!own && !written) || element.matches(':disabled, [type=checkbox], .sr-only, .sr-only *') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const ground = behind(element);
    const [one, other] = [light(over(rgba(style.color), ground)), light(ground)].sort((x, y) => y - x);
    const ratio = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(ratio.toFixed(2) + ' ' + (element.textContent || element.id).trim().slice(0, 40));
  }
  return faint;
})()`;

/** To be evaluated in a page: the fields and buttons on it that have no name for who cannot see them. */
export const NAMELESS = `[...document.querySelectorAll('button, a, input, select, textarea, audio')]
  .filter((each) => each.checkVisibility())
  .filter((each) => !each.innerText?.trim() && !each.getAttribute('aria-label') && !each.labels?.length)
  .map((each) => each.outerHTML.slice(0, 120))`;
