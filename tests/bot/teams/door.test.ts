import { beforeEach, describe, expect, test } from "vitest";
import type { Button, Part, Reply } from "#cards/card";
import type { Profile } from "#functions/people";
import { teamsPerson } from "#local/teams/client";
import { conversationOf, type TeamsPerson } from "#local/teams/connector";
import { textOf } from "#local/teams/text";
import { anna, cardOf, gast, granne, maja, openDoorway, reply } from "./doorway.ts";

const way = openDoorway();
const as = (person: TeamsPerson = anna) => teamsPerson(way.service, way, person);
const shown = () => {
  const card = way.service.messages.findLast((message) => message.from === "bot")?.card;
  return card && textOf(card);
};
const draft = { form: "deviation", draft: "d1", step: "what" };
const next: Button = { label: "Nästa", action: { do: "answer", ...draft }, opens: "turn" };
const back: Button = { label: "Tillbaka", action: { do: "goto", ...draft }, opens: "turn" };
const open: Button = { label: "Öppna", action: { do: "open", record: "K7QF-3M2X" }, opens: "dialog" };
const what: Part = {
  type: "input",
  name: "what",
  label: "Vad hände?",
  required: true,
  input: { type: "text", multiline: true, max: 100 },
};
const asks = { title: "Vad hände?", parts: [what], buttons: [next, back, open] };
const page = { ...cardOf(asks), surface: "dialog" as const };
const answerWith = (...replies: (Reply | undefined)[]) => {
  way.converse = async () => replies.shift();
};

beforeEach(() => {
  way.heard = [];
  way.troubles = [];
  way.service.messages.length = 0;
  way.service.requests.length = 0;
  way.service.trouble = undefined;
});

describe("A message to the bot", () => {
  test("is answered by a card", async () => {
    answerWith(reply({ title: "Hej" }));
    expect((await as().say("hej")).status).toBe(200);
    expect(shown()).toBe("# Hej");
    expect(way.heard).toMatchObject([{ who: { user: anna.id }, say: { text: "hej" } }]);
  });

  test("is answered in words when something is wrong, and not at all when there is nothing to say", async () => {
    answerWith({ type: "problems", problems: [{ text: "Ett" }, { text: "Två" }] }, undefined);
    await as().say("x");
    expect(way.service.messages.at(-1)).toMatchObject({ from: "bot", text: "Ett\nTvå" });
    await as().say("y");
    expect(way.service.messages.at(-1)).toMatchObject({ from: anna.id, text: "y" });
  });

  test("in a channel is answered there, when the bot is called by name", async () => {
    answerWith(reply({ title: "Skriv till mig själv" }));
    await as().say("hej", { channel: "19:kanal" });
    expect(way.heard).toEqual([]);
    await as().say("hej", { channel: "19:kanal", mention: true });
    expect(way.heard).toMatchObject([{ place: "group", say: { text: "hej" } }]);
    expect(way.service.messages.at(-1)).toMatchObject({ conversation: "19:kanal", from: "bot" });
  });

  test("fails with 500 and a code when the house does, so that it is not lost in silence", async () => {
    way.converse = async () => {
      throw Object.assign(new Error("Anna föll"), { name: "StoreDown" });
    };
    expect((await as().say("hej")).status).toBe(500);
    expect(way.troubles).toEqual(["failed: StoreDown"]);
  });

  test("fails with 500 after one try when the answer cannot be sent", async () => {
    way.service.trouble = { status: 500 };
    answerWith(reply({}));
    expect((await as().say("hej")).status).toBe(500);
    expect(way.service.requests).toHaveLength(1);
    expect(way.troubles).toEqual(["failed: http_500"]);
  });

  test("is never answered by what belongs on a dialog", async () => {
    answerWith({ type: "dialog", card: page }, { type: "card", card: page });
    expect((await as().say("hej")).status).toBe(500);
    expect((await as().say("hej")).status).toBe(500);
    expect(shown()).toBeUndefined();
  });
});

test("An installation is greeted once, though it is heard twice", async () => {
  way.converse = async () => reply({ title: "Välkommen" });
  await as().install();
  expect(way.heard.map(({ say }) => say.type)).toEqual(["hello", "hello"]);
  expect(way.service.messages).toHaveLength(1);
});

describe("A press on a card", () => {
  beforeEach(async () => {
    answerWith(reply(asks));
    await as().say("avvikelse");
    way.heard = [];
  });

  test("is answered by the next card in its place", async () => {
    answerWith(reply({ title: "Klart" }));
    const anna = as();
    await anna.press("Nästa", { fill: { what: "Någon föll" } });
    expect(way.heard).toMatchObject([{ say: { action: next.action, inputs: { what: "Någon föll" } } }]);
    expect(way.heard[0]?.card).toMatchObject({ activity: anna.messages().at(-1)?.id });
    expect(shown()).toBe("# Klart");
    expect(anna.messages().filter(({ from }) => from === "bot")).toHaveLength(1);
    expect(way.service.requests).toHaveLength(1);
  });

  test("leaves the card and what was typed when something is wrong, and says so beside it", async () => {
    answerWith({ type: "problems", problems: [{ field: "what", text: "Ta bort personnumret" }] });
    const anna = as();
    await anna.press("Nästa", { fill: { what: "811228-9874" } });
    expect(anna.notice()).toBe("Ta bort personnumret");
    expect(shown()).toContain("Vad hände?");
  });

  test("leaves the card as it is when the house has nothing to say", async () => {
    answerWith({ type: "close" }, undefined);
    for (const label of ["Tillbaka", "Tillbaka"]) expect((await as().press(label)).status).toBe(200);
    expect(shown()).toContain("Vad hände?");
  });

  test("is stopped by Teams itself where an answer is required, but not on the way back", async () => {
    answerWith(reply({ title: "Förra" }));
    expect(() => as().press("Nästa")).toThrow("Måste fyllas i");
    await as().press("Tillbaka");
    expect(shown()).toBe("# Förra");
  });

  test("carries the day that was picked, and none when it was taken away", async () => {
    const day: Part = { ...what, name: "day", required: false, input: { type: "day", value: "2026-03-09" } };
    way.converse = async () => reply({ ...asks, parts: [day] });
    await as().say("avvikelse");
    const pressed = async (fill: Record<string, string>) => {
      await as().press("Nästa", { fill });
      const say = way.heard.at(-1)?.say;
      return say?.type === "press" && say.inputs;
    };
    expect(await pressed({})).toEqual({ day: "2026-03-09" });
    expect(await pressed({ day: "2026-03-08" })).toEqual({ day: "2026-03-08" });
    expect(await pressed({ day: "" })).toEqual({});
    await expect(pressed({ day: "2026-02-30" })).rejects.toThrow("only a day");
  });

  test("cannot be made of a link, which leads elsewhere", async () => {
    answerWith(reply({ buttons: [{ label: "Läs rutinen", url: "https://osby.example/rutin" }] }));
    await as().say("rutin");
    expect(as().link("Läs rutinen")).toBe("https://osby.example/rutin");
    expect(as().link("Nästa")).toBeUndefined();
    expect(() => as().press("Läs rutinen")).toThrow("no message has the button");
  });

  test("of the old kind is answered in place too", async () => {
    answerWith(reply({ title: "Klart" }), { type: "problems", problems: [{ text: "För sent" }] });
    const anna = as();
    await anna.press("Nästa", { fill: { what: "x" }, old: true });
    expect(way.heard).toMatchObject([{ surface: "message", say: { inputs: { what: "x" } } }]);
    expect(shown()).toBe("# Klart");
    expect(way.service.requests.at(-1)).toMatchObject({ method: "PUT" });
  });

  test("by somebody it was forwarded to is theirs", async () => {
    answerWith(reply({ title: "Inte ditt" }));
    const forwarded = as().messages().at(-1);
    await as(maja).press("Tillbaka", { on: forwarded });
    expect(way.heard).toMatchObject([
      { who: { user: maja.id }, card: { conversation: conversationOf(maja) } },
    ]);
  });

  test("delivered three times is heard three times, as it was", async () => {
    way.converse = async () => reply({ title: "Klart" });
    const anna = as();
    await anna.press("Nästa", { fill: { what: "x" } });
    await anna.redeliver();
    await anna.redeliver({ newId: true });
    expect(way.heard).toHaveLength(3);
    expect(way.heard[2]).toEqual(way.heard[0]);
  });

  test("never draws on the card what belongs on a dialog", async () => {
    answerWith({ type: "dialog", card: page }, { type: "card", card: page });
    expect((await as().press("Tillbaka")).status).toBe(500);
    expect((await as().press("Tillbaka")).status).toBe(500);
    expect(way.troubles[0]).toBe("failed: no_dialog");
  });
});

describe("A dialog", () => {
  const opened = async (first: Reply) => {
    answerWith(reply(asks), first);
    const person = as();
    await person.say("avvikelse");
    await person.press("Öppna");
    way.heard = [];
    return person;
  };

  test("opens from a card, goes from page to page, and closes, leaving no trace in the chat", async () => {
    const person = await opened({ type: "dialog", card: page });
    const launcher = person.messages().at(-1)?.id;
    expect(person.dialog()?.title).toBe("Vad hände?");
    const last = cardOf({ title: "Granska", surface: "dialog", buttons: [{ ...next, label: "Skicka" }] });
    answerWith({ type: "dialog", card: last }, { type: "close" });
    await person.press("Nästa", { fill: { what: "Någon föll" } });
    expect(person.dialog()?.title).toBe("Granska");
    expect((await person.press("Skicka")).body).toBe("");
    expect(person.dialog()).toBeUndefined();
    expect(way.heard.map((turn) => [turn.surface, turn.card?.activity])).toEqual([
      ["dialog", launcher],
      ["dialog", launcher],
    ]);
    expect(JSON.stringify(way.service.messages)).not.toContain("Någon föll");
  });

  test("shows a message's card as a page too, with buttons that work there", async () => {
    const person = await opened({ type: "dialog", card: page });
    answerWith(reply({ title: "Tack", buttons: [open] }), { type: "close" });
    await person.press("Tillbaka");
    expect(person.dialog()?.title).toBe("Tack");
    await person.press("Öppna");
    expect(person.dialog()).toBeUndefined();
  });

  test("says what is wrong above the page or at its field, once", async () => {
    const person = await opened({ type: "dialog", card: page });
    const redrawn = { ...page, parts: [{ ...what, problem: "Ta bort personnumret" } as Part] };
    const problems = [{ field: "what", text: "Ta bort personnumret" }, { text: "Välj enhet" }];
    answerWith({ type: "problems", problems, card: redrawn });
    await person.press("Nästa", { fill: { what: "811228-9874" } });
    const dialog = person.dialog();
    const lines = dialog ? textOf(dialog.card).split("\n") : [];
    expect(lines[0]).toBe("(!) Välj enhet");
    expect(lines.filter((line) => line === "(!) Ta bort personnumret")).toHaveLength(1);
  });

  test("that cannot open says why", async () => {
    const person = await opened({ type: "problems", problems: [{ text: "Finns inte" }] });
    expect(person.dialog()).toBeUndefined();
    expect(person.notice()).toBe("Finns inte");
  });

  test("with its launching card's address changed is refused", async () => {
    const person = await opened({ type: "dialog", card: page });
    const data = { action: next.action, launched: "eyJhIjoiYiJ9.c2lnbmF0dXJl" };
    const { status } = await person.press("Tillbaka", { odd: { activity: { value: { data } } } });
    expect(status).toBe(400);
    expect(way.heard).toEqual([]);
  });
});

describe("Who somebody is", () => {
  const profileOf = async (person: TeamsPerson, odd = {}) => {
    let profile: Profile | "refused" | undefined;
    way.converse = async (_, known) => {
      profile = await known.profile();
      return undefined;
    };
    const { status } = await as(person).say("hej", { odd });
    return status === 200 ? profile : status;
  };

  test("is what Teams says of them", async () => {
    expect(await profileOf(anna)).toEqual({ name: "Anna Andersson", email: "anna@osby.example" });
  });

  test("is refused for a guest, for somebody Teams does not know, and for somebody posing as another", async () => {
    expect(await profileOf(gast)).toBe("refused");
    expect(await profileOf(granne)).toBe("refused");
    const from = { id: "29:nobody", aadObjectId: "nobody", name: "Ingen" };
    expect(await profileOf(anna, { activity: { from } })).toBe("refused");
    const posing = { id: "29:0a1b-maja", aadObjectId: anna.id, name: "Anna" };
    const conversation = { id: "19:alla", conversationType: "personal", tenantId: way.service.tenant };
    expect(await profileOf(anna, { activity: { from: posing, conversation } })).toBe("refused");
  });

  test("is not guessed when Teams does not answer", async () => {
    way.service.trouble = { status: 503 };
    expect(await profileOf(anna)).toBe(500);
    expect(way.service.requests).toHaveLength(1);
  });
});

test("One token for Teams is asked for and kept, however many speak at once", async () => {
  way.converse = async () => reply({ title: "Hej" });
  const answers = await Promise.all([as().say("a"), as(maja).say("b"), as().say("c")]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(way.service.logins()).toBe(1);
});
