import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Card } from "#cards/card";
import { slackLimits } from "#cards/limits";
import { say } from "#cards/text/sv";
import { type Passed, type Side, sides } from "#local/town/state";
import { chart, table } from "#tests/cards/figure-cards";
import { long } from "#tests/journeys/osby";
import { findChromium, launch, openStage, type Size, type Stage } from "./stage.ts";
import { beginReport, label, option } from "./visitor.ts";

const executable = findChromium();
let browser: Browser;

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What hinders somebody on the page as it stands now. */
async function hindrances(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as Found;
  return violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(" | ")}`,
  );
}

/** Steps on by Tab until something with this name is in focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const names: string[] = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press("Tab");
    const label = (await page.evaluate(
      "(() => { const e = document.activeElement; return e.getAttribute('aria-label') ?? (e.labels?.[0] ?? e).innerText ?? ''; })()",
    )) as string;
    if (label.trim().startsWith(name)) return;
    names.push(label);
  }
  throw new Error(`Tab never came to ${name}, but to ${names.join(", ")}`);
}

/** In the middle of a form in the chat. */
async function inForm(stage: Stage, side: Side): Promise<void> {
  await beginReport(stage.on(side));
}

/** In a dialog that asks for what is missing; of another person, who has no draft yet. */
async function inDialog(stage: Stage, side: Side): Promise<void> {
  await stage.become("viktor");
  const at = stage.on(side);
  if (side === "slack") await at.say("/avvikelse");
  else {
    await at.say("avvikelse");
    await at.press(say.asDialog);
  }
  await at.choose(option("danger", "no"));
  await at.press(say.next);
  await at.press(say.next);
}

/** A card that asks for a day and leads to a page. */
const outward = (url: string): Card => ({
  title: "Rutinen",
  surface: "message",
  parts: [
    {
      type: "input",
      name: "day",
      label: "Vilken dag?",
      hint: "En vardag.",
      required: true,
      input: { type: "day" },
    },
  ],
  buttons: [
    { label: "Läs rutinen", url },
    {
      label: say.next,
      action: { do: "answer", form: "deviation", draft: "d.1", step: "category" },
      opens: "turn",
    },
  ],
});

/** What is in focus, as it reads. */
const focused = (page: Page) => page.evaluate("document.activeElement.innerText") as Promise<string>;

describe.skipIf(!executable)("for everyone", () => {
  beforeAll(async () => {
    browser = await launch(executable ?? "");
  });
  afterAll(() => browser?.close());

  test.each(long ? sides : sides.slice(0, 1))(
    "a deviation in %s by keyboard alone; the focus follows each card's heading",
    async (side) => {
      const stage = await openStage(browser);
      const { page } = stage;
      const at = stage.on(side);
      const press = async (name: string, key = "Enter") => {
        await tabTo(page, name);
        await page.keyboard.press(key);
        await at.still();
      };
      await tabTo(
        page,
        side === "teams" ? "Skriv ett meddelande till boten" : "Skriv ett meddelande till boten, eller",
      );
      await page.keyboard.type("avvikelse");
      await page.keyboard.press("Enter");
      await at.still();
      // Back to the card above the line one writes in.
      await at.last.getByRole("button").first().focus();
      await page.keyboard.press("Enter");
      await at.still();
      await expect.poll(() => focused(page)).toBe(label("nature"));
      await press(option("nature", "deviation"));
      await expect.poll(() => focused(page)).toBe(label("concerns"));
      await press(option("concerns", "recipient"));
      await tabTo(page, label("happened"));
      await page.keyboard.type("i går kväll");
      await press(say.next);
      await expect.poll(() => focused(page)).toBe(label("category"));
      await press(option("category", "legal"));
      await tabTo(page, label("what"));
      await page.keyboard.type("Beslutet skickades inte.");
      await press(option("consequence", "mild"));
      await press(option("measures", "informed"), "Space");
      await press(option("involved", "no"));
      await press(say.send);
      await expect.poll(() => focused(page)).toBe(say.receipt.title);
      expect(await stage.records()).toHaveLength(1);
    },
  );

  test.each(long ? sides : sides.slice(1))(
    "a day is picked and a link followed in %s, by keyboard alone",
    async (side) => {
      const stage = await openStage(browser);
      const { page } = stage;
      const at = stage.on(side);
      await stage.lay(outward(`${stage.url}/favicon.ico`));
      const day = at.last.getByLabel("Vilken dag?");
      await expect.poll(() => day.getAttribute("type")).toBe("date");
      expect(await hindrances(page)).toEqual([]);
      await stage.picture(`day-${side}`);
      await day.fill("2026-03-08");
      await at.last.getByRole("heading").focus();
      await tabTo(page, "Vilken dag?");
      // Which part of the day stands first is the browser's own affair.
      await page.keyboard.press("ArrowUp");
      const picked = await day.inputValue();
      expect(picked).not.toBe("2026-03-08");

      await tabTo(page, "Läs rutinen");
      const [opened] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("Enter")]);
      expect(opened.url()).toBe(`${stage.url}/favicon.ico`);
      expect(await at.last.getByRole("link", { name: "Läs rutinen" }).getAttribute("rel")).toBe("noopener");
      await opened.close();
      await at.still();
      expect(await at.client.locator(".trouble").innerText()).toBe("");

      await tabTo(page, say.next);
      await page.keyboard.press("Enter");
      await at.still();
      const answer = `"${side === "teams" ? "day" : "selected_date"}":"${picked}"`;
      const passed = (await page.evaluate(
        "fetch('/town/passed?after=0').then((all) => all.json())",
      )) as Passed[];
      // Slack tells of the link's press too.
      expect(passed.filter(({ sent }) => decodeURIComponent(sent).includes(answer))).toHaveLength(
        side === "teams" ? 1 : 2,
      );
      expect(stage.errors).toEqual([]);
    },
  );

  test.each(long ? (["desktop", "phone"] as const) : (["phone"] as const))(
    "nothing hinders on a %s in cards and dialogs",
    async (size: Size) => {
      for (const [form, dialog] of [sides, sides.toReversed()]) {
        const stage = await openStage(browser, size);
        await inForm(stage, form ?? "teams");
        if (size === "phone") expect(await hindrances(stage.page)).toEqual([]);
        await inDialog(stage, dialog ?? "slack");
        expect(await hindrances(stage.page)).toEqual([]);
        await stage.picture(`axe-${form}-${size}`);
      }
    },
  );

  test.each(long ? (["desktop", "phone"] as const) : (["phone"] as const))(
    "tables are tables on a %s, charts are read by theirs, and nothing hinders",
    async (size: Size) => {
      const stage = await openStage(browser, size);
      const parts = [table, chart];
      await stage.lay({ title: "Siffror", surface: "message", parts, buttons: [] });
      for (const side of sides) {
        const { forward, last } = stage.on(side);
        await forward();
        await last.getByRole("columnheader", { name: "Förändring" }).waitFor();
        await expect.poll(() => last.getByRole("cell", { name: "1 204" }).count()).toBe(1);
        const drawn = side === "teams" ? 2 : slackLimits.messageTables;
        await expect.poll(() => last.getByRole("table").count()).toBe(drawn);
        expect(await last.innerText()).toContain(chart.table.caption);
        expect(await hindrances(stage.page)).toEqual([]);
        await stage.picture(`table-${side}-${size}`);
      }
      expect(stage.errors).toEqual([]);
    },
  );

  test("nothing hinders with everything open", async () => {
    const stage = await openStage(browser);
    await stage.on("slack").say("hjälp");
    await stage.page.locator(".passed > summary").click();
    await stage.page.locator(".passed li summary").first().click();
    await stage.page.locator(".hand summary").click();
    await stage.page.locator(".tools summary").click();
    expect(await hindrances(stage.page)).toEqual([]);
    await stage.picture("all-open");
  });
});
