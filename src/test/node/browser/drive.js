// Runs Execute in a page of headless Chromium and prints one JSON object: what the page shows.
//   node drive.js CHROMIUM PAGE_URL REQUEST_JSON [cancel]
// With "cancel" it presses Cancel at the first result, and "before" is what the page showed then.
import { chromium } from "playwright-core";

const [executablePath, url, request, cancel] = process.argv.slice(2);

/** Runs in the page. */
function shown() {
  const text = (id) => document.getElementById(id).textContent;
  const { value, max } = document.getElementById("progress");
  const rows = [...document.getElementById("results").rows];
  return {
    state: text("state"),
    progress: `${value}/${max}`,
    results: Object.fromEntries(rows.map(({ cells }) => [...cells].map((cell) => cell.textContent))),
    summary: text("summary"),
    error: text("error"),
    violations: [...document.getElementById("violations").children].map((item) => item.textContent),
  };
}

// Every launch gets a new, empty user data directory.
const browser = await chromium.launch({
  executablePath,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const page = await browser.newPage();
  page.on("console", (message) => console.error(message.text()));
  await page.goto(url);
  await page.fill("#request", request);
  await page.click("#run");
  let before;
  if (cancel) {
    await page.waitForSelector("#results tr");
    before = await page.evaluate(shown);
    await page.click("#cancel");
  }
  await page.waitForSelector("#state:text-is('ended')");
  console.log(JSON.stringify({ ...(await page.evaluate(shown)), before }));
} finally {
  await browser.close();
}
