import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import type { Button, Card, Part } from "#cards/card";
import { teamsLimits } from "#cards/limits";
import { teamsActivity, teamsCard } from "#cards/teams";
import { teamsOverLimits } from "#cards/teams-limits";
import { flawsIn } from "#local/teams/flaws";
import { actionsIn, inputsIn, linksIn } from "#local/teams/inputs";
import { textOf } from "#local/teams/text";

// Its modules are written for a bundler; the built file loads as it is.
const adaptiveCards: typeof import("adaptivecards") = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.js",
);

const words = {
  required: "Måste fyllas i",
  optional: (label: string) => `${label} (valfritt)`,
  preview: "Nytt ärende",
};
const draft = { form: "deviation", draft: "d1", step: "what" };
const answer: Button = {
  label: "Nästa",
  action: { do: "answer", ...draft },
  opens: "turn",
  style: "primary",
};
const back: Button = { label: "Tillbaka", action: { do: "goto", ...draft }, opens: "turn" };
const open: Button = { label: "Öppna", action: { do: "open", record: "K7QF-3M2X" }, opens: "dialog" };
const link = { label: "Läs rutinen", url: "https://osby.example/rutin" };
const pick = (value: string): Button => ({
  label: value,
  action: { do: "answer", ...draft, pick: { field: "nature", value } },
  opens: "turn",
});
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Val ${index}` }));
const field = (name: string, input: Extract<Part, { type: "input" }>["input"]): Part => ({
  type: "input",
  name,
  label: `Fält ${name}`,
  required: true,
  input,
});
const full: Card = {
  title: "Avvikelse K7QF-3M2X",
  surface: "message",
  parts: [
    { type: "text", text: "Rad ett\nRad två" },
    { type: "text", text: "Fel", tone: "alert" },
    {
      type: "rows",
      rows: [
        { label: "Enhet", value: "Familjehuset" },
        { label: "Ändra", value: "x", button: back },
      ],
    },
    {
      ...field("what", { type: "text", multiline: true, max: 2000, value: "hej" }),
      hint: "Kort",
      problem: "För långt",
    } as Part,
    field("nature", { type: "choice", options: options(3), value: "v1" }),
    field("measures", { type: "choices", options: options(9), value: ["v1", "v2"] }),
    field("day", { type: "day", value: "2026-03-09" }),
    { ...field("until", { type: "day" }), required: false, optional: true } as Part,
    {
      type: "options",
      options: [{ button: pick("risk"), hint: "Något kunde ha hänt." }, { button: pick("annat") }],
    },
  ],
  buttons: [answer, back, open, link],
};
const on = (surface: Card["surface"]) => teamsCard({ ...full, surface }, words, "sealed");
const button = (card: ReturnType<typeof on>, title: string) =>
  actionsIn(card).find((one) => one.title === title);

/** What the real parser of Adaptive Cards complains of. */
function complaints(json: unknown): string[] {
  const context = new adaptiveCards.SerializationContext();
  new adaptiveCards.AdaptiveCard().parse(json, context);
  return flawsIn(context);
}

describe("A card drawn for Teams", () => {
  test.each(["message", "dialog"] as const)(
    "is within the limits and parses without a complaint, as a %s",
    (surface) => {
      expect(teamsOverLimits(on(surface))).toEqual([]);
      expect(complaints(on(surface))).toEqual([]);
    },
  );

  test("reads as it was written", () => {
    expect(textOf(on("message"))).toMatchInlineSnapshot(`
      "# Avvikelse K7QF-3M2X
      Rad ett
      Rad två
      (!) Fel
      Enhet: Familjehuset
      Ändra: x [Tillbaka]
      Fält what *: hej
      Kort
      (!) För långt
      Fält nature *: ( ) Val 0  (x) Val 1  ( ) Val 2
      Fält measures *: ( ) Val 0  (x) Val 1  (x) Val 2  ( ) Val 3  ( ) Val 4  ( ) Val 5  ( ) Val 6  ( ) Val 7  ( ) Val 8
      Fält day *: 2026-03-09
      Fält until (valfritt): ____
      [risk]
      Något kunde ha hänt.
      [annat]
      [Nästa] [Tillbaka] [Öppna] [Läs rutinen]"
    `);
  });

  test("carries an old-style twin of each button that turns", () => {
    expect(button(on("message"), "Nästa")).toMatchObject({
      type: "Action.Execute",
      verb: "turn",
      style: "positive",
      data: { action: answer.action, texts: ["what"], many: ["measures"] },
      fallback: {
        type: "Action.Submit",
        data: { action: answer.action, texts: ["what"], many: ["measures"] },
      },
    });
  });

  test("opens a dialog by task/fetch", () => {
    expect(button(on("message"), "Öppna")).toMatchObject({
      type: "Action.Submit",
      data: { action: open.action, msteams: { type: "task/fetch" } },
    });
  });

  test("opens a page without a word to the house, on a message and on a dialog", () => {
    for (const surface of ["message", "dialog"] as const)
      expect(linksIn(on(surface))).toEqual([{ type: "Action.OpenUrl", title: link.label, url: link.url }]);
  });

  test("has a day picked in a calendar, whose answer is no text that comes back empty", () => {
    const days = inputsIn(on("message")).filter(({ type }) => type === "Input.Date");
    expect(days).toEqual([
      {
        type: "Input.Date",
        id: "day",
        label: "Fält day",
        isRequired: true,
        errorMessage: words.required,
        value: "2026-03-09",
      },
      { type: "Input.Date", id: "until", label: "Fält until (valfritt)" },
    ]);
    expect(button(on("message"), "Nästa")?.data).toMatchObject({ texts: ["what"], many: ["measures"] });
  });

  test("submits from a dialog, with the sealed address of the card that launched it", () => {
    for (const action of actionsIn(on("dialog")))
      expect(action).toMatchObject({ type: "Action.Submit", data: { launched: "sealed" } });
    expect(actionsIn(on("dialog")).some((action) => action.data.msteams)).toBe(false);
  });

  test("lets nobody be held back by an empty field on the way back", () => {
    expect(button(on("dialog"), "Tillbaka")?.associatedInputs).toBe("none");
    expect(button(on("message"), "Nästa")?.associatedInputs).toBe("auto");
  });

  test("shows few choices open, more folded and many searchable", () => {
    const styleOf = (count: number) =>
      inputsIn(
        teamsCard({ ...full, parts: [field("unit", { type: "choice", options: options(count) })] }, words),
      )[0];
    expect(styleOf(7)).toMatchObject({ style: "expanded" });
    expect(styleOf(12)).toMatchObject({ style: "compact" });
    expect(styleOf(40)).toMatchObject({ style: "filtered" });
  });

  test("parts many buttons into rows that Teams shows", () => {
    const parts: Part[] = [
      { type: "options", options: options(14).map(({ value }) => ({ button: pick(value) })) },
    ];
    const sets = teamsCard({ ...full, parts, buttons: [] }, words).body.filter(
      ({ type }) => type === "ActionSet",
    );
    expect(sets.map((set) => set.type === "ActionSet" && set.actions.length)).toEqual([6, 6, 2]);
  });

  test("acts on nothing that a person wrote", () => {
    const evil =
      "**fet** [länk](https://evil.example) <at>Alla</at> {{DATE(2026-01-01T00:00:00Z)}} \u202egnis";
    const card = teamsCard(
      {
        ...full,
        title: evil,
        parts: [
          { type: "text", text: evil },
          { type: "rows", rows: [{ label: evil, value: evil }] },
        ],
      },
      words,
    );
    const drawn = JSON.stringify(card);
    expect(drawn).not.toMatch(/<\/?at>|\{\{|\u202e/);
    expect(drawn.match(/"type":"TextBlock"/g)).toHaveLength(1);
    expect(card.body[0]).toMatchObject({ text: expect.stringContaining("\\*\\*fet\\*\\* \\[länk\\](") });
    expect(textOf(card)).toContain("**fet** [länk](https://evil.example)");
  });

  test("says on a lock screen only what it is told to", () => {
    expect(teamsActivity(full, words, words.preview).summary).toBe("Nytt ärende");
    expect(teamsActivity(full, words)).not.toHaveProperty("summary");
  });

  test("is never sent as a message when made for a dialog", () => {
    expect(() => teamsActivity({ ...full, surface: "dialog" }, words)).toThrow("never sent");
  });
});

describe("The limits of Teams", () => {
  const card = on("message");
  const body = (...elements: object[]) => ({ ...card, body: elements });
  const input = { type: "Input.Text", id: "a", label: "A" };
  const submit = { type: "Action.Submit", title: "Ok", data: { action: { do: "home" } } };
  const planted: [string, object, string][] = [
    ["another version", { ...card, version: "1.6" }, "version"],
    ["an element it does not know", body({ type: "Chart.Pie" }), "body.0"],
    ["a misspelt property", body({ type: "TextBlock", text: "x", wrap: true, wrapp: true }), "wrapp"],
    ["a text that does not wrap", body({ type: "TextBlock", text: "x" }), "wrap"],
    ["an input without a label", body({ type: "Input.Text", id: "a" }), "label"],
    ["two inputs of one name", body(input, { type: "Container", items: [input] }), "input id a"],
    ["an input named as the button's data", body({ ...input, id: "action" }), "data"],
    ["a value longer than it may be", body({ ...input, maxLength: 2, value: "abc" }), "maxLength"],
    [
      "a day there is not",
      body({ type: "Input.Date", id: "a", label: "A", value: "2026-02-30" }),
      "body.0.value",
    ],
    [
      "a link to no web page",
      body({
        type: "ActionSet",
        actions: [{ type: "Action.OpenUrl", title: "A", url: "javascript:alert(1)" }],
      }),
      "url",
    ],
    [
      "a comma in a choice of many",
      body({
        type: "Input.ChoiceSet",
        id: "a",
        label: "A",
        style: "compact",
        isMultiSelect: true,
        choices: [{ title: "x", value: "a,b" }],
      }),
      "comma",
    ],
    [
      "a chosen value that is no choice",
      body({
        type: "Input.ChoiceSet",
        id: "a",
        label: "A",
        style: "compact",
        value: "z",
        choices: [{ title: "x", value: "a" }],
      }),
      "no choice",
    ],
    [
      "a button without data",
      body({ type: "ActionSet", actions: [{ type: "Action.Submit", title: "Ok" }] }),
      "data",
    ],
    [
      "a button without an old-style twin",
      body({ type: "ActionSet", actions: [{ ...submit, type: "Action.Execute", verb: "turn" }] }),
      "fallback",
    ],
    ["seven buttons in a row", body({ type: "ActionSet", actions: Array(7).fill(submit) }), "actions"],
    [
      "too many to refresh for",
      {
        ...card,
        refresh: {
          action: { ...submit, type: "Action.Execute", verb: "turn", fallback: submit },
          userIds: Array(61).fill("u"),
        },
      },
      "userIds",
    ],
    [
      "more than 25 KB",
      body({ type: "TextBlock", text: "å".repeat(teamsLimits.bytes / 2), wrap: true }),
      "bytes",
    ],
  ];
  test.each(planted)("catch %s", (_, broken, where) => {
    expect(teamsOverLimits(broken).join()).toContain(where);
  });

  test("take nothing that is no card", () => {
    for (const junk of [undefined, null, 7, "card", [], {}]) expect(teamsOverLimits(junk)).not.toEqual([]);
  });

  test("are told apart by the real parser too", () => {
    expect(complaints(body({ type: "Chart.Pie" }))).not.toEqual([]);
  });
});
