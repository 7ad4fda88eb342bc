import { startBrowser } from '../test/harness/browser.ts';
import { fillHouse } from '../test/harness/fillHouse.ts';
import { dataFolder, startProcess } from '../test/harness/process.ts';
import { needProgram } from '../test/harness/program.ts';
import { ageToday, bringPast } from './pictures/bringPast.ts';
import { createCamera } from './pictures/camera.ts';
import { listPictures } from './pictures/pictures.ts';
import { bringChat, ringAnna } from './pictures/scenes.ts';

/**
 * Takes the pictures of docs/images from a house of its own, with a month behind it and a day's work in it. Needs
 * Chromium, and its translations (Debian: chromium-l10n) for date fields in Russian. Names as arguments take only those.
 */
const wanted = process.argv.slice(2);
const { path } = needProgram('chromium');
const data = dataFolder();
const house = await startProcess({ env: { HELPDESK_DATA: data.path } });
const browser = await startBrowser(path);
try {
  await bringPast(data.path);
  const made = await fillHouse(house.base);
  await bringChat(house.base);
  await ageToday(data.path);
  const camera = createCamera(browser, house.base);
  const pictures = [...listPictures(made), ringAnna(house.base)];
  for (const picture of pictures) {
    if (wanted.length === 0 || wanted.includes(picture.name)) await camera.take(picture);
  }
} finally {
  await browser.close();
  await house.stop();
  data.remove();
}
