import { describe, expect, test } from "vitest";
import type { Action, Button, Card, Part } from "#cards/card";
import { slackLimits } from "#cards/limits";
import { fieldOf, slackMessage, slackProblems, slackView, submitOf } from "#cards/slack";
import { slackOverLimits } from "#cards/slack-limits";
import { type Block, inputsIn } from "#local/slack/shapes";
import { textOf } from "#local/slack/text";

const words = { close: "Stäng", name: "Kvalitetsboten" };
const answer: Action = { do: "answer", form: "deviation", draft: "d1", step: "what" };

function button(label: string, over: Partial<Button> = {}): Button {
  return { label, action: answer, opens: "turn", ...over };
}

function card(over: Partial<Card> = {}): Card {
  return {
    title: "Vad hände?",
    surface: "message",
    parts: [{ type: "text", text: "Berätta." }],
    buttons: [],
    ...over,
  };
}

function options(count: number) {
  return Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Val ${index}` }));
}

function input(over: Partial<Extract<Part, { type: "input" }>> = {}): Part {
  const text = { type: "text", multiline: true, max: 2000 } as const;
  return { type: "input", name: "what", label: "Vad hände?", required: true, input: text, ...over };
}

/** The blocks as a reader of payloads sees them. */
function blocksOf(drawn: { blocks: readonly unknown[] }): Block[] {
  return JSON.parse(JSON.stringify(drawn.blocks)) as Block[];
}

const link = { label: "Läs rutinen", url: "https://osby.example/rutin" };
const everything: Card = card({
  parts: [
    { type: "text", text: "Vanlig" },
    { type: "text", text: "Viktig", tone: "strong" },
    { type: "text", text: "Liten", tone: "subtle" },
    { type: "text", text: "Fara", tone: "alert" },
    {
      type: "rows",
      rows: [
        { label: "Ärende", value: "K7QF-3M2X" },
        { label: "Enhet", value: "Familjehuset" },
        { label: "Kategori", value: "Brist i information", button: button("Ändra") },
        { label: "Lag", value: "SoL" },
      ],
    },
    {
      type: "options",
      options: [
        { button: button("Avvikelse"), hint: "Något gick inte som det skulle." },
        { button: button("Risk") },
        { button: button("Vet inte", { opens: "dialog" }) },
      ],
    },
    input({ hint: "Skriv inga namn.", problem: "Skriv något." }),
    input({ name: "one", label: "En", input: { type: "choice", options: options(3), value: "v1" } }),
    input({ name: "oneOfMany", label: "En av många", input: { type: "choice", options: options(11) } }),
    input({
      name: "some",
      label: "Några",
      input: { type: "choices", options: options(3), value: ["v0", "v2"] },
    }),
    input({ name: "someOfMany", label: "Några av många", input: { type: "choices", options: options(11) } }),
    input({ name: "day", label: "Vilken dag?", input: { type: "day", value: "2026-03-09" } }),
    input({ name: "empty", label: "Någon dag?", input: { type: "day" } }),
  ],
  buttons: [link, button("Skicka", { style: "primary" }), button("Avbryt", { style: "danger" })],
});

describe("a card as a message", () => {
  test("every part is drawn, readable in plain text and within every limit", () => {
    const drawn = slackMessage(everything, "Nytt ärende");
    expect(slackOverLimits(drawn)).toEqual([]);
    expect(drawn.text).toBe("Nytt ärende");
    expect(textOf(blocksOf(drawn))).toMatchInlineSnapshot(`
      "# Vad hände?
      Vanlig
      Viktig
      Liten
      (!) Fara
      Ärende: K7QF-3M2X
      Enhet: Familjehuset
      Kategori
      Brist i information [Ändra]
      Lag: SoL
      Något gick inte som det skulle. [Avvikelse]
      [Risk] [Vet inte]
      (!) Skriv något.
      Vad hände? *: ____ (Skriv inga namn.)
      En *: ( ) Val 0  (x) Val 1  ( ) Val 2
      En av många *: ( ) Val 0  ( ) Val 1  ( ) Val 2  ( ) Val 3  ( ) Val 4  ( ) Val 5  ( ) Val 6  ( ) Val 7  ( ) Val 8  ( ) Val 9  ( ) Val 10
      Några *: (x) Val 0  ( ) Val 1  (x) Val 2
      Några av många *: ( ) Val 0  ( ) Val 1  ( ) Val 2  ( ) Val 3  ( ) Val 4  ( ) Val 5  ( ) Val 6  ( ) Val 7  ( ) Val 8  ( ) Val 9  ( ) Val 10
      Vilken dag? *: 2026-03-09
      Någon dag? *: ____

      [Läs rutinen] [Skicka] [Avbryt]"
    `);
  });

  test("nothing that comes from data is mrkdwn", () => {
    const written = JSON.stringify([slackMessage(everything, "Nytt"), slackView(everything, "", words)]);
    expect(written).not.toContain("mrkdwn");
  });

  test("a button says by its action_id whether it opens a dialog, and carries its action", () => {
    const [first, second] = blocksOf(
      slackMessage(card({ buttons: [button("Ta"), button("Öppna", { opens: "dialog" })] }), "p"),
    )
      .filter((block) => block.type === "actions")
      .flatMap((block) => block.elements ?? []);
    expect([first?.action_id, second?.action_id]).toEqual(["turn:0", "dialog:1"]);
    expect(JSON.parse(first?.value ?? "")).toEqual(answer);
  });

  test("a link says by its action_id that nothing is asked, and where it leads", () => {
    const [first, second] = blocksOf(slackMessage(card({ buttons: [link, button("Ta")] }), "p"))
      .filter((block) => block.type === "actions")
      .flatMap((block) => block.elements ?? []);
    expect(first).toEqual({
      type: "button",
      action_id: "link:0",
      text: { type: "plain_text", text: "Läs rutinen", emoji: false },
      url: link.url,
    });
    expect(second?.action_id).toBe("turn:1");
  });

  test("a day is picked in a calendar", () => {
    const element = (value?: string) =>
      inputsIn(
        blocksOf(
          slackMessage(card({ parts: [input({ input: { type: "day", ...(value && { value }) } })] }), "p"),
        ),
      )[0]?.element;
    expect(element("2026-03-09")).toEqual({
      type: "datepicker",
      action_id: "what",
      initial_date: "2026-03-09",
    });
    expect(element()).toEqual({ type: "datepicker", action_id: "what" });
  });

  test("buttons stand five in a row", () => {
    const twelve = Array.from({ length: 12 }, (_, index) => button(`Val ${index}`));
    const rows = blocksOf(slackMessage(card({ buttons: twelve }), "p")).filter(
      (block) => block.type === "actions",
    );
    expect(rows.map((row) => row.elements?.length)).toEqual([5, 5, 2]);
  });

  test("an input's block is new in every step and draft, and its field can still be told", () => {
    const drawn = (step: string) =>
      inputsIn(
        blocksOf(
          slackMessage(
            card({ parts: [input()], buttons: [button("Nästa", { action: { ...answer, step } })] }),
            "p",
          ),
        ),
      );
    const ids = [drawn("a"), drawn("b")].map(([one]) => one?.block.block_id ?? "");
    expect(new Set(ids).size).toBe(2);
    expect(ids.map(fieldOf)).toEqual(["what", "what"]);
  });

  test("a dialog's card is never drawn as a message", () => {
    expect(() => slackMessage(card({ surface: "dialog" }), "p")).toThrow("never a message");
  });

  test("a long text is parted between words and nothing of it is lost", () => {
    const text = Array.from({ length: 1200 }, (_, index) => `ord${index}`).join(" ");
    const drawn = slackMessage(card({ parts: [{ type: "text", text }] }), "p");
    expect(slackOverLimits(drawn)).toEqual([]);
    const read = blocksOf(drawn).flatMap((block) =>
      block.type === "section" ? (block.text?.text ?? "") : [],
    );
    expect(read.length).toBeGreaterThan(1);
    expect(read.join(" ")).toBe(text);
  });

  test("a row's long value is parted too, and its button kept", () => {
    const row = { label: "Analys", value: "lång text ".repeat(500), button: button("Ändra") };
    const drawn = slackMessage(card({ parts: [{ type: "rows", rows: [row] }] }), "p");
    expect(slackOverLimits(drawn)).toEqual([]);
    expect(textOf(blocksOf(drawn))).toContain("[Ändra]");
  });

  test("a row's button tells a screen reader which row it belongs to", () => {
    const rows = [{ label: "Enhet", value: "Familjehuset", button: button("Ändra") }];
    expect(JSON.stringify(slackMessage(card({ parts: [{ type: "rows", rows }] }), "p"))).toContain(
      '"Ändra: Enhet"',
    );
  });
});

describe("a card as a modal", () => {
  const page = card({
    surface: "dialog",
    parts: [input()],
    buttons: [button("Nästa", { style: "primary" }), button("Bakåt")],
  });

  test("the primary button is the modal's submit, the others stand on the page", () => {
    const view = slackView(page, "metadata", words);
    expect(view).toMatchObject({
      submit: { text: "Nästa" },
      close: { text: "Stäng" },
      private_metadata: "metadata",
    });
    expect(textOf(blocksOf(view))).toBe("Vad hände? *: ____\n[Bakåt]");
    expect(submitOf(page)?.label).toBe("Nästa");
  });

  test("a link stands on the page and is never its submit", () => {
    const view = slackView({ ...page, buttons: [link, ...page.buttons] }, "", words);
    expect(view.submit).toMatchObject({ text: "Nästa" });
    expect(textOf(blocksOf(view))).toContain("[Läs rutinen] [Bakåt]");
    expect(submitOf({ ...page, buttons: [link] })).toBeUndefined();
  });

  test("blocks keep their names from page to page of a draft, so what was typed stays, and no other form takes it over", () => {
    const drawn = (change: { step?: string; draft?: string }) => {
      const buttons = [button("Nästa", { action: { ...answer, ...change }, style: "primary" })];
      return inputsIn(blocksOf(slackView({ ...page, buttons }, "", words)))[0]?.block.block_id;
    };
    expect(fieldOf(drawn({}) ?? "")).toBe("what");
    expect(drawn({ step: "b" })).toBe(drawn({ step: "a" }));
    expect(drawn({ draft: "d2" })).not.toBe(drawn({}));
  });

  test("a title too long for the frame heads the page whole", () => {
    const view = slackView({ ...page, title: "Vem eller vilka berörs av det som har hänt?" }, "", words);
    expect(view.title.text).toBe("Kvalitetsboten");
    expect(textOf(blocksOf(view))).toContain("# Vem eller vilka berörs av det som har hänt?");
    expect(slackOverLimits(view)).toEqual([]);
  });

  test("every part is within every limit", () => {
    expect(slackOverLimits(slackView(everything, "m", words))).toEqual([]);
  });
});

test("problems are drawn as blocks that can be told apart later", () => {
  const blocks = slackProblems([{ text: "Skriv något." }, { field: "unit", text: "Välj en enhet." }]);
  expect(slackOverLimits({ text: "p", blocks })).toEqual([]);
  expect(textOf(JSON.parse(JSON.stringify(blocks)))).toBe("(!) Skriv något.\n(!) Välj en enhet.");
});

describe("a payload over a limit is caught", () => {
  const long = (length: number) => "x".repeat(length);
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, at) => make(at));
  const over: [string, Card][] = [
    ["50 blocks", card({ parts: many(50, () => ({ type: "text", text: "a" })) })],
    ["a heading", card({ title: long(slackLimits.header + 1) })],
    ["an empty text", card({ parts: [{ type: "text", text: "" }] })],
    ["a button's words", card({ buttons: [button(long(slackLimits.buttonText + 1))] })],
    [
      "a hint beside a button",
      card({ parts: [{ type: "options", options: [{ button: button("a"), hint: long(3001) }] }] }),
    ],
    ["a label", card({ parts: [input({ label: long(slackLimits.inputLabel + 1) })] })],
    ["no label", card({ parts: [input({ label: "" })] })],
    [
      "a text that may be too long",
      card({ parts: [input({ input: { type: "text", multiline: true, max: 3001 } })] }),
    ],
    [
      "a text longer than it may be",
      card({ parts: [input({ input: { type: "text", multiline: true, max: 5, value: "123456" } })] }),
    ],
    ["no options", card({ parts: [input({ input: { type: "choice", options: [] } })] })],
    ["too many options", card({ parts: [input({ input: { type: "choice", options: options(101) } })] })],
    [
      "an option's words",
      card({ parts: [input({ input: { type: "choices", options: [{ value: "a", label: long(76) }] } })] }),
    ],
    [
      "an option's value",
      card({ parts: [input({ input: { type: "choices", options: [{ value: long(151), label: "a" }] } })] }),
    ],
    [
      "two options with one value",
      card({ parts: [input({ input: { type: "choice", options: [...options(2), ...options(1)] } })] }),
    ],
    ["a day there is not", card({ parts: [input({ input: { type: "day", value: "2026-02-30" } })] })],
    ["where a link leads", card({ buttons: [{ ...link, url: `${link.url}?${long(3000)}` }] })],
    ["a link to no web page", card({ buttons: [{ ...link, url: "javascript:alert(1)" }] })],
    ["two inputs with one name", card({ parts: [input(), input()] })],
    ["an input's name", card({ parts: [input({ name: long(256) })] })],
  ];
  test.each(over)("%s, in a message", (_, wrong) => {
    expect(slackOverLimits(slackMessage(wrong, "p"))).not.toEqual([]);
  });

  const frame = card({ surface: "dialog", buttons: [button("Skicka", { style: "primary" })] });
  test.each([
    [
      "101 blocks",
      slackView({ ...frame, parts: many(101, () => ({ type: "text", text: "a" }) as const) }, "", words),
    ],
    ["a submit", slackView({ ...frame, buttons: [button(long(25), { style: "primary" })] }, "", words)],
    ["a close", slackView(frame, "", { ...words, close: long(25) })],
    ["metadata", slackView(frame, long(slackLimits.privateMetadata + 1), words)],
    ["inputs without a submit", slackView({ ...frame, parts: [input()], buttons: [] }, "", words)],
    ["no blocks", { ...slackView(frame, "", words), blocks: [] }],
    ["a title", { ...slackView(frame, "", words), title: { type: "plain_text", text: long(25) } }],
    ["a block we never draw", { ...slackView(frame, "", words), blocks: [{ type: "nonsense" }] }],
  ])("%s, in a modal", (_, wrong) => {
    expect(slackOverLimits(wrong)).not.toEqual([]);
  });

  test("each is named with where and what", () => {
    const wrong = slackMessage(card({ buttons: [button(long(80))] }), "p");
    expect(slackOverLimits(wrong)).toEqual([
      expect.stringMatching(/^blocks\.2\.elements\.0\.text\.text: .*75/),
    ]);
    expect(slackOverLimits(undefined)).not.toEqual([]);
    expect(slackOverLimits({ blocks: slackMessage(card(), "p").blocks })).toEqual([
      expect.stringMatching(/^text: /),
    ]);
  });
});
