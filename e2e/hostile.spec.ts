import { expect, fromServer, test } from "./screen";

for (const text of [
  `<img src=x onerror="document.title='owned'"> Bitcoin crashes 20%`,
  `</script><script>document.title='owned'</script> Ether rallies`,
  "\u202eevil reversed\u202c Bitcoin slides 12% \u2066isolate",
  "javascript:alert(1) data:text/html,<b>x</b> rug pull",
  `{{constructor.constructor('return 1')()}} \${7*7} bearish`,
]) {
  test(`shown as it is: ${text.slice(0, 24)}`, async ({ page }) => {
    await page.goto(`/?text=${encodeURIComponent(text)}`);
    await fromServer(page);
    expect(await page.getByTestId("highlighted").evaluate((node) => node.textContent)).toBe(text);
    await expect(page).toHaveTitle(/^Barometer/);
    expect(await page.locator("main img, main script, main a[href^=javascript]").count()).toBe(0);
  });
}
