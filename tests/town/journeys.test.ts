import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemText, say } from "#cards/text/sv";
import { sides } from "#local/town/state";
import { long } from "#tests/journeys/osby";
import { findChromium, launch, openStage } from "./stage.ts";
import { actName, label, option, report } from "./visitor.ts";

const executable = findChromium();
if (!executable)
  process.stdout.write(
    "The browser tests are skipped: no Chromium was found. Get it by apt-get install chromium, or say where it is in CHROMIUM.\n",
  );
let browser: Browser;

describe.skipIf(!executable)("a visitor to the town", () => {
  beforeAll(async () => {
    browser = await launch(executable ?? "");
  });
  afterAll(() => browser?.close());

  test.each(long ? (["desktop", "phone"] as const) : (["desktop"] as const))(
    "reports on both sides of a %s, and sees who got what",
    async (size) => {
      const stage = await openStage(browser, size);
      const unread = (person: string) => stage.page.locator(`[data-person="${person}"] .unread`);
      const known: string[] = [];
      for (const side of sides) {
        const at = stage.on(side);
        await report(at);
        expect(await at.read()).toContain(say.receipt.title);
        await stage.home.settled();
        const fresh = (await stage.records())
          .map(({ id }) => id as string)
          .filter((id) => !known.includes(id));
        expect(fresh).toHaveLength(1);
        const [id = ""] = fresh;
        known.push(id);
        expect(await at.read()).toContain(id);
        // The manager and the SAS have something unread, the manager of another unit has not.
        await expect.poll(() => unread("maja").count()).toBe(1);
        expect(await unread("sara").innerText()).toContain(`${known.length} oläst`);
        expect(await unread("viktor").count()).toBe(0);
        await stage.picture(`receipt-${side}-${size}`);

        await stage.become("maja");
        const maja = stage.on("teams");
        await maja.forward();
        await expect.poll(maja.read).toContain(id);
        await expect.poll(() => unread("maja").count()).toBe(0);
        await stage.picture(`manager-${side}-${size}`);
        await maja.press(actName("take"));
        await stage.home.settled();
        await stage.become("anna");
        await at.forward();
        await expect.poll(at.read).toContain("Maja Påhittad");
      }
      expect(stage.errors).toEqual([]);
    },
  );

  test.each(long ? sides : sides.slice(0, 1))(
    "is in danger in %s, and nobody answers until the clock is turned",
    async (side) => {
      const stage = await openStage(browser);
      const at = stage.on(side);
      await at.say("avvikelse");
      await at.press(option("danger", "yes"));
      await at.fill(label("line"), "Den enskilde är utlåst i kylan.");
      await stage.picture(`danger-${side}`);
      await at.press(option("involved", "no"));
      expect(await at.read()).toContain(say.receipt.alarmTitle);
      await stage.home.settled();
      await stage.page.getByRole("button", { name: "+10 min" }).click();
      await expect.poll(at.read).toContain(say.receipt.nobodyTitle);
      await stage.become("sara");
      await expect.poll(stage.on("teams").read).toContain(say.case.urgentTitle);
      await stage.picture(`alarm-${side}`);
      await stage.on("teams").press(actName("take"));
      await stage.home.settled();
      await stage.become("anna");
      await expect.poll(at.read).toContain("Sara Sagolik");
    },
  );

  test.each(long ? sides : sides.slice(1))(
    "opens a case in a dialog in %s, where it leaves no trace",
    async (side) => {
      const stage = await openStage(browser);
      // Each door remembers for a minute where it last met somebody.
      stage.clock.turn(2);
      await stage.become("maja");
      const maja = stage.on(side);
      await maja.say("hej");
      await stage.become("anna");
      await report(stage.on("teams"));
      await stage.home.settled();
      await stage.become("maja");
      const [entry] = await stage.records();
      await expect.poll(maja.read).toContain(entry?.id);
      await maja.press(actName("open"));
      expect(await maja.dialog.innerText()).toContain("Beslutet skickades inte till den enskilde.");
      await stage.picture(`case-${side}`);
      await maja.press(actName("take"));
      await stage.page.keyboard.press("Escape");
      await expect.poll(() => maja.dialog.count()).toBe(0);
      expect(await maja.client.innerText()).not.toContain("Beslutet skickades");
      await expect.poll(maja.read).toContain(say.case.yoursTitle);
    },
  );

  test.each(long ? sides : sides.slice(1))("fills in everything at once in %s", async (side) => {
    const stage = await openStage(browser);
    const at = stage.on(side);
    if (side === "slack") await at.say("/avvikelse");
    else {
      await at.say("avvikelse");
      await at.press(say.asDialog);
    }
    await at.press(say.next);
    expect(await at.dialog.innerText()).toMatch(/Fyll i/);
    await at.choose(option("danger", "no"));
    await at.press(say.next);
    await at.choose(option("nature", "deviation"));
    await at.choose("En person hos oss");
    await at.fill(label("happened"), "nästa vecka");
    await at.choose(option("law", "sol"));
    await stage.picture(`dialog-${side}`);
    if (side === "slack") await at.dialog.getByLabel(label("category")).selectOption("legal");
    else await at.dialog.getByLabel(label("category")).selectOption({ label: option("category", "legal") });
    await at.press(say.next);
    expect(await at.dialog.innerText()).toContain(problemText.future({}));
    await stage.picture(`dialog-wrong-${side}`);
    await at.fill(label("happened"), "i går kväll");
    await at.press(say.next);
    await at.fill(label("what"), "Beslutet skickades inte.");
    await at.choose(option("consequence", "mild"));
    await at.choose(option("measures", "informed"));
    await at.choose(option("involved", "no"));
    await at.press(say.next);
    await at.press(say.send);
    expect(await at.dialog.innerText()).toContain("Ärende");
    expect(await stage.records()).toHaveLength(1);
  });
});
