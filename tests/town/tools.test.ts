import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { say } from "#cards/text/sv";
import { sides } from "#local/town/state";
import { stepsOf } from "#local/town/turn";
import { findChromium, launch, openStage, type Stage } from "./stage.ts";
import { label, option, report } from "./visitor.ts";

const executable = findChromium();
let browser: Browser;

async function tick(stage: Stage, name: string): Promise<void> {
  const tools = stage.page.locator(".tools");
  if (!(await tools.evaluate((one) => one.hasAttribute("open")))) await tools.locator("summary").click();
  await tools.getByRole("checkbox", { name }).click();
  await tools.locator("summary").click();
}

test("the clock goes in small steps first, and all the way", () => {
  expect(stepsOf(10)).toEqual([10]);
  expect(stepsOf(25)).toHaveLength(3);
  expect(stepsOf(-600)).toEqual([-600]);
  for (const minutes of [1, 10, 25, 1_440, 10_080, 200_000]) {
    const steps = stepsOf(minutes);
    expect(steps.reduce((sum, step) => sum + step, 0)).toBe(minutes);
    expect(steps.length).toBeLessThan(100);
    expect(Math.max(...steps.slice(0, 36))).toBeLessThanOrEqual(10);
  }
});

describe.skipIf(!executable)("with the tools of the town", () => {
  beforeAll(async () => {
    browser = await launch(executable ?? "");
  });
  afterAll(() => browser?.close());

  test("everything delivered twice on both sides: one record each, one receipt each", async () => {
    const stage = await openStage(browser);
    await tick(stage, "Leverera allt två gånger");
    for (const [done, side] of sides.entries()) {
      const at = stage.on(side);
      await report(at);
      await stage.home.settled();
      expect(await stage.records()).toHaveLength(done + 1);
      expect(await at.read()).toContain(say.receipt.title);
    }
    await stage.become("maja");
    await expect.poll(() => stage.on("teams").client.getByText(say.case.title).count()).toBe(2);
  });

  test("a platform is down: the receipt stands, and the card comes when it is up again", async () => {
    const stage = await openStage(browser);
    await tick(stage, "Teams svarar inte");
    await report(stage.on("slack"));
    expect(await stage.on("slack").read()).toContain(say.receipt.title);
    await stage.home.settled();
    // Sara has never used Slack since the town opened, so her card goes there only because Teams is down.
    await stage.become("sara");
    await expect.poll(stage.on("slack").read).toContain(say.case.title);
    await tick(stage, "Teams svarar inte");
    await stage.page.getByRole("button", { name: "+10 min" }).click();
    await stage.on("teams").still();
    expect(await stage.records()).toHaveLength(1);
    expect(stage.errors).toEqual([]);
  });

  test("an old card says where one is, and changes nothing", async () => {
    const stage = await openStage(browser);
    for (const [side, person] of [["teams", "anna"] as const, ["slack", "frida"] as const]) {
      await stage.become(person);
      const at = stage.on(side);
      await at.say("avvikelse");
      await at.press(option("danger", "no"));
      const id = await at.last.getAttribute("data-id");
      const old = at.client.locator(`article[data-id="${id}"]`);
      await at.say("avvikelse");
      await at.press(say.afresh);
      await old.getByRole("button", { name: option("nature", "deviation"), exact: true }).click();
      await at.still();
      expect(await old.innerText()).toContain(label("danger"));
      await stage.picture(`old-${side}`);
    }
    expect(await stage.records()).toEqual([]);
  });

  test("too late for Slack: the trigger is too old, and the bot says so", async () => {
    const stage = await openStage(browser);
    await stage.page.locator(".tools summary").click();
    await stage.page.getByLabel("Leverera sent").fill("3.2");
    await stage.page.getByLabel("Leverera sent").press("Enter");
    await stage.page.locator(".tools summary").click();
    const at = stage.on("slack");
    await at.say("/avvikelse");
    const seen = await at.client.innerText();
    expect(seen).toContain(say.expired);
    expect(seen).toContain("Bara du ser det här");
    expect(seen).toContain("Slack slutade vänta");
    await stage.picture("late");
  }, 20_000);

  test("a wrong signature is refused at both doors, and the page says so", async () => {
    const stage = await openStage(browser);
    for (const side of sides) await stage.on(side).say("hjälp");
    // Also the very first word, written before the page had heard from the town, had somebody to say it.
    expect(await stage.page.locator("main").innerText()).not.toContain("Det gick inte");
    const panel = stage.page.locator(".passed");
    await panel.locator("> summary").click();
    for (const path of ["/api/messages", "/slack/events"]) {
      const line = panel.locator("li", { hasText: path }).first();
      await line.locator("summary").click();
      await line.getByRole("button", { name: "Ändra och skicka igen" }).click();
      await panel.getByRole("button", { name: "Skicka med fel signatur" }).click();
      await expect.poll(() => stage.page.locator(".banner").innerText()).toBe("Boten svarade 401.");
      await panel.getByRole("button", { name: "Skicka", exact: true }).click();
      await expect.poll(() => stage.page.locator(".banner").innerText()).toBe("Boten svarade 200.");
    }
    await stage.picture("passed");
  });

  test("the doors close while the page is open: it says so, keeps what was typed, and goes on", async () => {
    const stage = await openStage(browser);
    const start = await stage.stopTown();
    const banner = stage.page.locator(".banner");
    await expect.poll(() => banner.innerText()).toContain("Ingen kontakt med huset");
    const at = stage.on("teams");
    await at.say("avvikelse");
    expect(await at.client.innerText()).toContain("Dörrarna är stängda. Inget skickades.");
    expect(await at.client.locator(".composer input").inputValue()).toBe("avvikelse");
    await start();
    await expect.poll(() => banner.innerText(), { timeout: 8_000 }).toContain("Kontakten är tillbaka");
    await at.client.locator(".composer input").press("Enter");
    await expect.poll(at.read).toContain(label("danger"));
  });

  test("two windows on the same person: both follow, and a press on what has changed is not made", async () => {
    const stage = await openStage(browser);
    const other = await stage.page.context().newPage();
    await other.goto(stage.url);
    await stage.on("teams").say("avvikelse");
    const there = other.locator(".client.teams article").last();
    await expect.poll(() => there.innerText()).toContain(label("danger"));
    await stage.on("teams").press(option("danger", "no"));
    await expect.poll(() => there.innerText()).toContain(label("nature"));
    await there.getByRole("button", { name: option("nature", "risk") }).click();
    await expect.poll(stage.on("teams").read).toContain(label("concerns"));
  });

  test("the clock is turned back: the page says what that means", async () => {
    const stage = await openStage(browser);
    await stage.page.getByLabel("Vrid till").fill("2026-03-01");
    await stage.page.getByRole("button", { name: "Vrid", exact: true }).click();
    await expect.poll(() => stage.page.locator(".banner").innerText()).toContain("vriden bakåt");
    expect(stage.clock.now()).toContain("2026-03-01");
    await stage.on("teams").say("avvikelse");
    await expect.poll(stage.on("teams").read).toContain(label("danger"));
  });
});
