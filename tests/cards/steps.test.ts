import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import * as adaptiveCards from "adaptivecards";
import { describe, expect, onTestFinished, test } from "vitest";
import { slackWords, teamsWords } from "#bot/config";
import type { Card } from "#cards/card";
import { formCard } from "#cards/form-card";
import { slackOverLimits, teamsOverLimits } from "#cards/limits";
import { slackMessage, slackView } from "#cards/slack";
import { teamsCard } from "#cards/teams";
import { words } from "#cards/text/index";
import { kinds } from "#domain/kinds/index";
import { cardsOf, caseCards, draftAt, forms, units } from "./every-card.ts";

function complaints(card: Card): string[] {
  const teams = teamsCard(card, teamsWords, card.surface === "dialog" ? "x".repeat(400) : undefined);
  const slack =
    card.surface === "dialog"
      ? slackView(card, "m".repeat(1500), slackWords)
      : slackMessage(card, slackWords.preview);
  const context = new adaptiveCards.SerializationContext();
  new adaptiveCards.AdaptiveCard().parse(teams, context);
  const parsed = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  return [...teamsOverLimits(teams), ...slackOverLimits(slack), ...parsed];
}

describe.each(forms)("the form $name", (form) => {
  test("stays within both platforms' limits in every step, empty and full", () => {
    const found = [...cardsOf(form)].flatMap(({ what, card }) =>
      complaints(card).map((complaint) => `${what}: ${complaint}`),
    );
    expect(found).toEqual([]);
  });

  test("never draws a protected text on a message card", () => {
    for (const { what, card } of cardsOf(form))
      if (card.surface === "message") expect(JSON.stringify(card), what).not.toContain("ååå");
  });

  test("offers a way out of every step", () => {
    for (const { what, card } of cardsOf(form))
      if (!form.name.endsWith("wrongUnit"))
        expect(
          card.buttons.map(({ action }) => action.do),
          what,
        ).toContain("cancel");
  });
});

test("the cards of a case stay within both platforms' limits, as full as they come", () => {
  expect(caseCards().flatMap(complaints)).toEqual([]);
});

/** What the compiler says of these as Microsoft's own type of an Adaptive Card. */
async function typeErrors(cards: readonly unknown[]): Promise<string> {
  const file = `tests/cards/typed-${process.pid}.ts`;
  const lines = cards.map((card, at) => `export const card${at}: IAdaptiveCard = ${JSON.stringify(card)};`);
  writeFileSync(file, `import type { IAdaptiveCard } from "@microsoft/teams.cards";\n${lines.join("\n")}\n`);
  onTestFinished(() => rmSync(file, { force: true }));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2023", "--module", "preserve"];
  const tsc = "node_modules/typescript/bin/tsc";
  return promisify(execFile)(process.execPath, [tsc, "--ignoreConfig", ...options, file]).then(
    () => "",
    (error) => String(error.stdout),
  );
}

test("every card is an Adaptive Card by Microsoft's own types, and the check can fail", async () => {
  const every = [...forms.flatMap((form) => [...cardsOf(form)].map(({ card }) => card)), ...caseCards()];
  const drawn = every.map((card) => JSON.stringify(teamsCard(card, teamsWords)));
  // Teams' documentation writes Full where Microsoft's types write full.
  const different = [...new Set(drawn)].map((card) => ({ ...JSON.parse(card), msteams: { width: "full" } }));
  expect(different.length).toBeGreaterThan(50);
  expect(await typeErrors(different)).toBe("");
  expect(
    await typeErrors([{ ...different[0], version: 15, body: [{ type: "TextBlok", text: "x" }] }]),
  ).toContain("TextBlok");
});

test("a card over a limit is caught", () => {
  const kind = kinds.deviation;
  const wide = { ...words.deviation, title: "En titel som är längre än vad en dialog i Slack får ha" };
  const card = formCard(
    {
      form: kind.form,
      draft: draftAt("deviation", "category", { danger: "no" }, []),
      words: {
        ...wide,
        fields: {
          ...wide.fields,
          category: { label: "x".repeat(3001), options: wide.fields.category.options },
        },
      },
      units,
      texts: {},
    },
    "dialog",
  );
  expect(complaints(card).length).toBeGreaterThan(0);
});
