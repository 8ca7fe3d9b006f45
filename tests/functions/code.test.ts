import { describe, expect, test } from "vitest";
import type { Reply } from "#cards/card";
import type { Person } from "#domain/person";
import type { Answers, Entry, PersonId, RecordId } from "#domain/record";
import { answerByCode, ownCode } from "#functions/code";
import { shipped } from "#functions/house";
import { readPerson } from "#functions/people";
import type { Store } from "#functions/storage/store";
import { openWorld, places, type World } from "./world.ts";

/** The code by which somebody who did not say who they are has their answer read to them. */

const answerText = "Vi har bytt larmet.";
const anonymous = { sender: "anonymous", wantsAnswer: "yes" } as const;
const nothing = "Det finns inget svar på den koden än, eller så är koden fel. Läs den en gång till.";
const tooMany = "För många försök. Vänta en timme och försök igen.";

const who = (world: World, id: string): Person => {
  const found = world.people.find((each) => each.id === id);
  if (!found) throw new Error(`nobody called ${id}`);
  return found;
};

async function registered(world: World, answers: Answers = {}, id?: RecordId): Promise<Entry> {
  const said = { type: "complaint", unit: places[0], receivedOn: "2026-03-10", ...anonymous, ...answers };
  return entryOf(world, await world.report(who(world, "staff"), said, "complaint", id));
}

async function entryOf(world: World, id: RecordId): Promise<Entry> {
  const entry = await world.read(id);
  if (!entry) throw new Error(`no ${id}`);
  return entry;
}

async function answered(world: World, entry: Entry, by = "norr"): Promise<Entry> {
  const said = { answers: {}, texts: { answerText } };
  const outcome = await world.press(who(world, by), entry.id, "answer", entry.version, said);
  if ("key" in outcome) throw new Error(outcome.key);
  return outcome.entry;
}

async function codeFor(world: World, entry: Entry): Promise<string> {
  const kind = shipped.complaint?.kind;
  const code = kind && (await ownCode({ house: world.house, person: who(world, entry.by) }, kind, entry));
  if (!code) throw new Error("no code");
  return code;
}

/** What a person at a dialog reads when they try a code. */
async function tried(world: World, by: string, code: string, house = world.house): Promise<string> {
  const caller = { ...world.callerOf(who(world, by)), house };
  return textOf(await answerByCode(caller, { do: "code" }, { code }));
}

const textOf = (reply: Reply) =>
  reply.type === "problems" ? reply.problems.map(({ text }) => text).join() : JSON.stringify(reply);

/** Another code of the same case: the last letter is another. */
const other = (code: string) => code.slice(0, -1) + (code.endsWith("A") ? "B" : "A");

describe("OSB-93: the code of an anonymous sender", () => {
  test("is of three groups that can be read aloud, the same each time, stored nowhere, and gone with the key", async () => {
    const world = await openWorld();
    const entry = await registered(world);
    const code = await codeFor(world, entry);
    expect(code).toMatch(new RegExp(`^${entry.id}-[A-HJKMNP-TV-Z2-9]{4}$`));
    const after = await answered(world, entry);
    expect(await codeFor(world, after)).toBe(code);
    expect((await codeFor(world, await registered(world))).slice(-4)).not.toBe(code.slice(-4));
    expect(JSON.stringify(after)).not.toContain(code.slice(-4));
    const id = { PK: `T#malmo#R#${entry.id}`, SK: "RECORD" };
    await world.tables.keys.remove(id);
    world.clock.turn(6);
    expect(await tried(world, "colleague", code)).toBe(nothing);
  });

  test("is read with or without what stands between, in small letters or large, and shows the answer alone", async () => {
    const world = await openWorld();
    const entry = await answered(world, await registered(world));
    const code = await codeFor(world, entry);
    const forms = [
      code,
      code.toLowerCase(),
      code.replaceAll("-", ""),
      ` ${code.replaceAll("-", " – ")}.`,
      [...code].join(" "),
    ];
    for (const form of forms) {
      const shown = await tried(world, "colleague", form);
      expect(shown).toContain(answerText);
      expect(shown).not.toContain(entry.id);
      expect(shown).not.toContain("norr");
    }
    // What was answered before it was changed is not the answer any more.
    const mended = { answers: {}, texts: { answerText: "Vi har bytt larmet, och ringt alla." } };
    await world.press(who(world, "norr"), entry.id, "mendAnswer", entry.version, mended);
    const now = await tried(world, "tablet", code);
    expect(now).toContain("och ringt alla.");
    expect(now).not.toContain(answerText);
  });

  test("whatever is wrong, one and the same is said", async () => {
    const world = await openWorld();
    const entry = await answered(world, await registered(world));
    const code = await codeFor(world, entry);
    const waiting = await codeFor(world, await registered(world));
    // Somebody who said who they are is answered there: no code opens it.
    const known = await answered(world, await registered(world, { sender: "relative" }));
    const kind = shipped.complaint?.kind;
    const made =
      kind &&
      (await ownCode(
        { house: world.house, person: who(world, known.by) },
        { ...kind, code: { when: [], field: "answerText" } },
        known,
      ));
    const guesses: [string, string][] = [
      ["staff", other(code)],
      ["colleague", waiting],
      ["norr", String(made)],
      ["grupp", "ABCD-EFGH-JKMN"],
      ["hsl", entry.id],
      ["sas", `${code}A`],
      ["mas", "å".repeat(12)],
      ["mar", code.replaceAll("-", "").slice(0, 11)],
    ];
    for (const [by, guess] of guesses) expect(await tried(world, by, guess), guess).toBe(nothing);
    const elsewhere = await openWorld({ tenant: "other", beside: world });
    expect(await tried(elsewhere, "colleague", code)).toBe(nothing);
    // Looking at it from the chat, or without anything written, is no try.
    const { codeTries } = (await readPerson(world.house, world.tenant, "staff" as PersonId)) ?? {};
    expect(codeTries).toHaveLength(1);
    expect(await tried(world, "staff", " ")).toBe("Fyll i det här.");
  });

  test("after five wrong ones within the hour no more are tried, also not the right one, and not by many at once", async () => {
    const world = await openWorld();
    const code = await codeFor(world, await answered(world, await registered(world)));
    const wrong = other(code);
    // A right code counts for nothing, however often.
    for (let nth = 0; nth < 6; nth++) expect(await tried(world, "staff", code)).toContain(answerText);
    for (let nth = 0; nth < 5; nth++) expect(await tried(world, "staff", wrong)).toBe(nothing);
    for (const guess of [wrong, code]) expect(await tried(world, "staff", guess)).toBe(tooMany);
    expect(await tried(world, "colleague", code)).toContain(answerText);
    world.clock.turn(59);
    expect(await tried(world, "staff", code)).toBe(tooMany);
    world.clock.turn(2);
    expect(await tried(world, "staff", code)).toContain(answerText);

    const said = await Promise.all(Array.from({ length: 8 }, () => tried(world, "norr", wrong)));
    expect(said.filter((text) => text === nothing).length).toBeLessThanOrEqual(5);
    expect(await tried(world, "norr", code)).toBe(tooMany);
  });

  test("when the reading cannot be logged nothing is shown", async () => {
    const world = await openWorld();
    const code = await codeFor(world, await answered(world, await registered(world)));
    const { store } = world.house;
    const deaf: Store = {
      ...store,
      put: (item, when) =>
        item.PK.includes("#READ#") ? Promise.reject(new Error("no")) : store.put(item, when),
    };
    const shown = await tried(world, "colleague", code, { ...world.house, store: deaf });
    expect(shown).toBe("Ärendet kan inte visas just nu. Försök igen om en stund.");
  });

  test("is shown to whoever registered it and nobody else, at an account that several use for an hour", async () => {
    const world = await openWorld();
    const own = async (by: string, record: RecordId) => {
      const caller = world.callerOf(who(world, by));
      return textOf(await answerByCode(caller, { do: "code", record }, {}));
    };
    const entry = await registered(world);
    const code = await codeFor(world, entry);
    expect(await own("staff", entry.id)).toContain(code);
    for (const by of ["colleague", "norr", "sas"])
      expect(await own(by, entry.id)).toBe("Det finns inget sådant ärende. Kontrollera numret.");
    const said = { type: "complaint", unit: places[0], receivedOn: "2026-03-10", ...anonymous };
    const shared = await world.report(who(world, "tablet"), said, "complaint");
    expect(await own("tablet", shared)).toContain(shared);
    world.clock.turn(61);
    expect(await own("tablet", shared)).toContain("Det finns inget sådant ärende");
    expect(await own("staff", entry.id)).toContain(code);
  });
});
