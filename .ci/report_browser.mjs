// Opens a report in Chromium and checks what a reviewer sees and can reach.
// Usage: CHROMIUM=BROWSER PLAYWRIGHT=MODULE node report_browser.mjs REPORT SHOTS
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { chromium } = await import(pathToFileURL(process.env.PLAYWRIGHT));
const [report, shots] = process.argv.slice(2).map((it) => resolve(it));
mkdirSync(shots, { recursive: true });

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } };
const INDEX = 'index.html';
const OPERATION = 'demo-20200101/ListThings.html';
// What the pages in crates/report/tests/pages have: the field, and the class of what changed of it.
const CHANGED = { 'Data.Things[].Weight': 'breaking', 'Data.Things[].Owner': 'addition', ShelfId: 'docs' };
const UNCHANGED = 'Data.Things[].Name';
const DOUBTFUL = 'Data.Things[].Owner';

// How long a step may take, in milliseconds, on a machine that does much else.
const PATIENCE = 180_000;

const browser = await chromium.launch({
  timeout: PATIENCE,
  executablePath: process.env.CHROMIUM,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let checks = 0;
const check = (is, message) => {
  checks += 1;
  assert.ok(is, message);
};

try {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      await visit(`${size}-${colorScheme}`, { viewport, colorScheme }, checkAll);
    }
    await visit(`${size}-without-script`, { viewport, javaScriptEnabled: false }, checkWithoutScript);
  }
} finally {
  await browser.close();
}
console.log(`the report in a browser: ${checks} checks`);

// Runs checks in a window of its own, in which nothing may fail and nothing may be asked for.
async function visit(name, options, run) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (it) => ['error', 'warning'].includes(it.type()) && complaints.push(it.text()));
  page.on('pageerror', (it) => complaints.push(String(it)));
  page.on('dialog', (it) => { complaints.push(`dialog ${it.message()}`); it.dismiss(); });
  page.on('request', (it) => {
    if (!it.isNavigationRequest()) complaints.push(`request of ${it.url()}`);
  });
  await run(page, name, options);
  check(complaints.length === 0, `${name}: ${complaints.join('; ')}`);
  await context.close();
}

async function open(page, file) {
  await page.goto(pathToFileURL(join(report, file)).href);
}

async function checkAll(page, name, { viewport }) {
  const isWide = viewport.width > 1000;
  await open(page, INDEX);
  await checkWidth(page, `${name} index`);
  await checkContrast(page, `${name} index`);
  await checkKeyboardReaches(page, `a[href="${OPERATION}"]`, name);
  await page.screenshot({ path: join(shots, `${name}-index.png`), fullPage: true });
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/${OPERATION}`);

  await checkWidth(page, `${name} operation`);
  await checkContrast(page, `${name} operation`);
  await checkWords(page, name);
  await page.screenshot({ path: join(shots, `${name}-operation.png`) });
  await page.screenshot({ path: join(shots, `${name}-operation-full.png`), fullPage: true });
  await checkMarks(page, name);
  await checkFocus(page, name, isWide);
  await checkHover(page, name, isWide);
  await checkScreenshot(page, name, isWide);
}

// Without script the rows show what is known of them all the same, and links lead to the rest.
async function checkWithoutScript(page, name) {
  await open(page, OPERATION);
  const row = rowOf(page, 'Data.Things[].Weight');
  await row.hover();
  check(await row.locator('.about').isVisible(), `${name}: a row under the pointer shows its clues`);
  await page.mouse.move(0, 0);
  await row.focus();
  const about = row.locator('.about');
  check(await about.isVisible(), `${name}: a focused row shows its clues`);
  for (const link of await about.locator('a').all()) {
    const target = page.locator(`[id="${(await link.getAttribute('href')).slice(1)}"]`);
    check((await target.count()) === 1, `${name}: a link leads to one place`);
  }
}

function rowOf(page, field) {
  const path = page.locator('.became > .field > .path').filter({ hasText: new RegExp(`^${field.replace(/[.[\]]/g, '\\$&')}$`) });
  return page.locator('tr.row').filter({ has: path });
}

async function checkWidth(page, name) {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  check(content <= window, `${name}: ${content} pixels wide in a window of ${window}`);
}

// Every text that is shown stands out from what is behind it.
async function checkContrast(page, name) {
  const poor = await page.evaluate(() => {
    const parse = (text) => (text.match(/[\d.]+/g) || []).map(Number);
    const part = (it) => (it / 255 <= 0.04045 ? it / 255 / 12.92 : ((it / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    const behind = (element) => {
      for (let it = element; it; it = it.parentElement) {
        const color = parse(getComputedStyle(it).backgroundColor);
        if (color.length === 3 || color[3] === 1) return color;
        if (color[3] > 0) throw new Error('half a colour');
      }
      return [255, 255, 255];
    };
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || element.tagName === 'SCRIPT') continue;
      const [front, back] = [parse(getComputedStyle(element).color), behind(element)].map(light);
      const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.className} ${texts.currentNode.data.slice(0, 30)}`);
    }
    return found;
  });
  check(poor.length === 0, `${name}: poor contrast: ${poor.slice(0, 5).join('; ')}`);
}

// No short word of a table is cut in two.
async function checkWords(page, name) {
  const cut = await page.evaluate(() => {
    const found = [];
    for (const table of document.querySelectorAll('table')) {
      const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/(?<!\S)[!-~]{2,9}(?!\S)/g)) {
          const range = document.createRange();
          range.setStart(texts.currentNode, word.index);
          range.setEnd(texts.currentNode, word.index + word[0].length);
          if (range.getClientRects().length > 1) found.push(word[0]);
        }
      }
    }
    return found;
  });
  check(cut.length === 0, `${name}: words that are cut: ${cut.join(' ')}`);
}

async function checkKeyboardReaches(page, selector, name) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((it) => document.activeElement.matches(it), selector)) {
      check(true);
      return;
    }
  }
  assert.fail(`${name}: Tab does not reach ${selector}`);
}

// What changed and what is doubtful is marked, by a word and by colour.
async function checkMarks(page, name) {
  const colors = new Set([await marks(rowOf(page, UNCHANGED))]);
  check((await rowOf(page, UNCHANGED).locator('.became > .change').count()) === 0, `${name}: ${UNCHANGED}`);
  for (const [field, word] of Object.entries(CHANGED)) {
    const row = rowOf(page, field);
    check((await row.count()) === 1, `${name}: one row for ${field}`);
    const badge = row.locator('.became > .change > .badge').first();
    check((await badge.textContent()) === word, `${name}: ${field} is marked as ${word}`);
    check(await badge.isVisible(), `${name}: the mark of ${field} is seen`);
    colors.add(await marks(row));
  }
  check(colors.size === 4, `${name}: each class has its colour: ${[...colors].join(' | ')}`);
  const gone = page.locator('tr.row.gone');
  check((await gone.count()) === 1, `${name}: the row that is gone is shown`);
  check((await gone.textContent()).includes('Size'), `${name}: the row that is gone`);
  check(await rowOf(page, DOUBTFUL).locator('.became > .badge.doubt').isVisible(), `${name}: ${DOUBTFUL} is doubtful`);
}

function marks(row) {
  return row.evaluate((it) => `${getComputedStyle(it).backgroundColor} ${getComputedStyle(it).boxShadow}`);
}

async function checkFocus(page, name, isWide) {
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await checkKeyboardReaches(page, 'tr.row', name);
  const current = page.locator('tr.row:focus');
  check(await current.locator('.about').isVisible(), `${name}: a focused row shows what is known of it`);
  for (let row = 0; row < 6; row += 1) {
    await page.keyboard.press('ArrowDown');
    await checkNotHidden(current, name, isWide);
  }
  await page.keyboard.press('ArrowUp');
  check((await current.count()) === 1, `${name}: arrow keys go from row to row`);
  await rowOf(page, 'Data.Things[].Weight').focus();
  check((await current.locator('.about .clues li').count()) > 0, `${name}: there are clues`);
  check((await current.locator('.about').textContent()).includes('Data.Things[].Weight'), name);
  for (const pane of ['tree', 'sample', 'rust']) {
    const lit = page.locator(`#${pane} .lit`).first();
    check((await lit.count()) === 1, `${name}: ${pane} shows the field of the row`);
    const isInside = await lit.evaluate((it) => {
      const [own, pane] = [it, it.closest('.pane')].map((part) => part.getBoundingClientRect());
      return own.top >= pane.top - 1 && own.bottom <= pane.bottom + 1;
    });
    check(isInside, `${name}: ${pane} is where the field of the row is`);
  }
  await page.screenshot({ path: join(shots, `${name}-focus.png`) });
  await page.keyboard.press('Tab');
  check(await page.evaluate(() => document.activeElement.closest('.about') !== null),
    `${name}: Tab leads to the links of the row`);
  await page.keyboard.press('Escape');
  check((await page.locator('.about:visible').count()) === 0, `${name}: Escape puts it away`);
}

// What is shown of a row stands in the window, and not on the row.
async function checkNotHidden(row, name, isWide) {
  const about = row.locator('.about');
  const [own, box] = [await row.boundingBox(), await about.boundingBox()];
  const { width, height } = row.page().viewportSize();
  check(box.x >= 0 && box.y >= 0 && box.x + box.width <= width + 1 && box.y + box.height <= height + 1,
    `${name}: what is known of a row is in the window`);
  const isBeside = own.x + own.width <= box.x + 1 || own.y + Math.min(own.height, 40) <= box.y + 1;
  check(isBeside, `${name}: what is known of a row does not hide it`);
  check(isWide ? box.x > width / 2 : box.y > height / 2, `${name}: where it is shown`);
}

async function checkHover(page, name, isWide) {
  const row = rowOf(page, UNCHANGED);
  await row.scrollIntoViewIfNeeded();
  await row.hover({ position: { x: 20, y: 10 } });
  await page.mouse.move(...(await middle(row)));
  const about = row.locator('.about');
  check(await about.isVisible(), `${name}: a row under the pointer shows what is known of it`);
  check((await about.textContent()).includes('the sample has the name here'), `${name}: its clues`);
  if (isWide) await checkNotHidden(row, name, isWide);
  check((await page.locator('.about:visible').count()) === 1, `${name}: of one row alone`);
}

async function middle(row) {
  const box = await row.boundingBox();
  return [box.x + 40, box.y + Math.min(box.height / 2, 20)];
}

// What was painted: the colours of regions, which no font changes.
async function checkScreenshot(page, name, isWide) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement.blur());
  const changed = rowOf(page, 'Data.Things[].Weight');
  await changed.evaluate((it) => it.scrollIntoView({ block: 'start' }));
  const row = await changed.boundingBox();
  const regions = { '--breaking': { x: row.x + 1, y: row.y + 3, width: 2, height: row.height - 8 } };
  regions['--breaking-paper'] = { x: row.x + 5, y: row.y + 3, width: 4, height: row.height - 8 };
  if (isWide) {
    const { width, height } = page.viewportSize();
    const pane = await page.locator('#rust').boundingBox();
    regions['--panel'] = { x: pane.x + 3, y: pane.y + 4, width: 8, height: 3 };
    check(Math.abs(pane.x - width * 0.56) < 3 && Math.abs(pane.y + pane.height - height) < 3,
      `${name}: the panes stand at the right and reach the foot of the window`);
  }
  const shown = (await page.screenshot({ path: join(shots, `${name}-row.png`) })).toString('base64');
  const expected = await page.evaluate((names) => {
    const probe = document.body.appendChild(document.createElement('i'));
    const colors = names.map((it) => {
      probe.style.color = `var(${it})`;
      return getComputedStyle(probe).color.match(/\d+/g).map(Number);
    });
    probe.remove();
    return colors;
  }, Object.keys(regions));
  const painted = await colorsOf(shown, Object.values(regions));
  Object.keys(regions).forEach((region, at) => {
    const distance = Math.max(...painted[at].map((it, part) => Math.abs(it - expected[at][part])));
    check(distance <= 6, `${name}: ${region} is ${painted[at]}, expected ${expected[at]}`);
  });
  await changed.hover({ position: { x: 20, y: 10 } });
  const about = await changed.locator('.about').boundingBox();
  await page.screenshot({ path: join(shots, `${name}-hover.png`) });
  check(about.width > (isWide ? 500 : 300), `${name}: what is known of a row has room`);
}

// The mean colour of each region of a picture, which a page of its own decodes.
async function colorsOf(picture, regions) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const colors = await page.evaluate(async ([data, all]) => {
    const bytes = Uint8Array.from(atob(data), (it) => it.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    return all.map(({ x, y, width, height }) => {
      const box = [x, y, width, height].map((it) => Math.max(1, Math.round(it)));
      const pixels = canvas.getImageData(...box).data;
      const sums = [0, 0, 0];
      pixels.forEach((it, at) => { if (at % 4 < 3) sums[at % 4] += it; });
      return sums.map((it) => Math.round(it / (pixels.length / 4)));
    });
  }, [picture, regions]);
  await context.close();
  return colors;
}
