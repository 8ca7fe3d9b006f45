import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { teamsWords } from "#bot/config";
import { type Card, isLink } from "#cards/card";
import { formCard } from "#cards/form-card";
import { teamsCard } from "#cards/teams";
import { words } from "#cards/text/index";
import { review } from "#domain/form";
import type { Kind } from "#domain/kind";
import { kinds } from "#domain/kinds/index";
import type { Answer } from "#domain/record";
import { caseCards, otherCards } from "./case-cards.ts";
import { complaints, overLimits } from "./complaints.ts";
import { cardsOf, draftAt, forms, people, units } from "./every-card.ts";
import { figureCards } from "./figure-cards.ts";

const doneBy = ({ buttons }: Card) => buttons.map((button) => (isLink(button) ? "link" : button.action.do));

describe.each(forms)("the form $name", (form) => {
  test("stays within both platforms' limits in every step, empty and full", () => {
    expect(overLimits(cardsOf(form))).toEqual([]);
  });

  test("never draws a protected text on a message card", () => {
    for (const { what, card } of cardsOf(form))
      if (card.surface === "message") expect(JSON.stringify(card), what).not.toContain("ååå");
  });

  test("offers a way out of every step", () => {
    for (const { what, card } of cardsOf(form)) expect(doneBy(card), what).toContain("cancel");
  });

  test("offers to throw away nothing of an act before anything is kept: the dialog's own button closes it", () => {
    const [first] = form.form.steps;
    const isAct = form.name.includes(".");
    const draft = { ...draftAt(form.name, first?.name ?? "", {}, []), seen: [] };
    const view = { ...form, draft, units, people, texts: {}, act: form.name.split(".")[1] };
    expect(doneBy(formCard(view, "dialog")).includes("cancel")).toBe(!isAct);
  });
});

describe.each(Object.values(kinds) as Kind[])("a case of the kind $name", (kind) => {
  test("has cards within both platforms' limits, as full as they come", () => {
    expect(overLimits(caseCards(kind))).toEqual([]);
  });

  test("never draws a protected text on a message card", () => {
    for (const { what, card } of caseCards(kind))
      if (card.surface === "message") expect(JSON.stringify(card), what).not.toContain("ååå");
  });
});

test("lists, the morning's digest and what leads away are within both platforms' limits", () => {
  expect(overLimits(otherCards())).toEqual([]);
});

test("tables and charts are within both platforms' limits", () => {
  expect(overLimits(figureCards())).toEqual([]);
});

describe("a day and a person", () => {
  const rare = forms.find(({ name }) => name === "rare");
  const drawn = (step: string, answers: Record<string, Answer>) => {
    if (!rare) throw new Error("there is no such form");
    const draft = { ...draftAt("rare", step, answers, []), seen: ["rare"] };
    return formCard({ ...rare, draft, units, people, texts: {} }, "dialog").parts;
  };
  const inputs = (answers: Record<string, Answer>) =>
    drawn("rare", answers).flatMap((part) => (part.type === "input" ? part.input : []));

  test("are read through as people say them", () => {
    const rows = drawn(review, { since: "2026-11-21", keeper: "person7", helper: "gone" });
    expect(rows).toMatchObject([
      {},
      {
        rows: [
          { label: "Sedan när?", value: "21 november 2026" },
          { label: "Vem ansvarar?", value: "Person 7" },
          { label: "Vem hjälper till?", value: "gone" },
        ],
      },
      {},
    ]);
  });

  test("are filled in with what was answered, and with nothing that cannot be", () => {
    const choice = { type: "choice", options: people };
    expect(inputs({ since: "2026-03-09", keeper: "person7" })).toEqual([
      { type: "day", value: "2026-03-09" },
      { type: "day" },
      { ...choice, value: "person7" },
      choice,
    ]);
    expect(inputs({ since: "2026-02-30", until: "<at>", keeper: "gone", helper: ["person7"] })).toEqual([
      { type: "day" },
      { type: "day" },
      choice,
      choice,
    ]);
  });
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
  const every = [
    ...forms.flatMap((form) => [...cardsOf(form)].map(({ card }) => card)),
    ...(Object.values(kinds) as Kind[]).flatMap((kind) =>
      // What a card is made of is the same in every state.
      [...caseCards({ ...kind, states: kind.states.slice(0, 3) } as Kind)].flatMap(({ what, card }) =>
        /flood|lines/.test(what) ? [] : card,
      ),
    ),
    ...[...otherCards(), ...figureCards()].map(({ card }) => card),
  ];
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
