import { fc } from "@fast-check/vitest";
import { beforeAll, describe, expect, test } from "vitest";
import { historyHolds } from "#domain/history";
import { headings } from "#domain/kinds/codes";
import type { Person } from "#domain/person";
import type { Answers, Entry, Problem, RecordId } from "#domain/record";
import { shipped } from "#functions/house";
import { type Item, keyOf } from "#functions/storage/store";
import { askerOf, matterOf } from "#tests/domain/matter";
import { allows } from "#tests/domain/oracle";
import { draws, fillIn, openWorld, reportBy, type Said, type World } from "./world.ts";

/**
 * Random people press random acts on cases in a real table, beside a small model: who may is asked of the policies
 * in `access.cedar`, and where an act leads stands below, as workflow.md §3 has it. `MODEL_RUNS` makes it longer.
 */

const runs = Number(process.env.MODEL_RUNS ?? 3);

/** Where an act leads; one that is not named leaves the case where it stands. */
function leadsTo(act: string, { answers, texts: _ }: Said, { kind, state, before, ...entry }: Entry): string {
  const found = (answers.track ?? entry.answers.track) as string | undefined;
  const mending = ["assessment", "action", "followUp"].includes(state);
  const next: Readonly<Record<string, string | undefined>> = {
    take: "assigned",
    assess:
      answers.track === "lexSarah"
        ? "received"
        : { action: "action", investigation: "investigation" }[String(answers.next)],
    lexAssess: answers.track === "lexSarah" ? "lexSarah" : "received",
    conclude: { action: "action", nothing: "assessment" }[String(answers.next)],
    propose: "decision",
    sendBack: "lexSarah",
    decide: "action",
    takeForSafety: "patientSafety",
    // What nobody had assessed before goes back for that.
    decideSafety: found === "ordinary" ? "action" : "assigned",
    addAction: mending ? "action" : state,
    close: "closed",
    reopen: { lexSarah: "lexSarah", ordinary: "assessment" }[String(found)] ?? "received",
    ask: "waiting",
    suspect: "received",
    reconsider: "decision",
    reply: before,
    goOn: before,
    move: "received",
    merge: "merged",
    mistaken: "mistaken",
    complete: answers.nature === "mistreatment" ? "received" : state,
    finish: "done",
    followUp: answers.effect === "no" ? "noEffect" : "followed",
    cancel: "cancelled",
  };
  if (kind === "deviation" && act === "assess") return next.assess ?? "assessment";
  return (Object.hasOwn(next, act) ? next[act] : undefined) ?? state;
}

/** What may be done whatever others did meanwhile. */
const free = ["open", "complete", "write", "secureNow", "reportBreach"];
/** What only the words that were said can be refused for. */
const content = [
  "sameUnit",
  "isInvolved",
  "noOneAbove",
  "noOneBelow",
  "noSuchCase",
  "sameCase",
  "guardedCase",
];

interface Press {
  readonly by: Person;
  readonly act: string;
  readonly said: Said;
  readonly seen: number;
}

/** Whether somebody may do something to a case, by the policies. */
function permits(world: World, entry: Entry): (press: Pick<Press, "by" | "act">) => boolean {
  const matter = matterOf(entry, world.town);
  const askers = new Map(world.people.map((by) => [by.id, askerOf(by, world.town)]));
  const acts = shipped[entry.kind]?.kind.acts ?? {};
  return ({ by, act }) => {
    const asker = askers.get(by.id);
    return asker !== undefined && Object.hasOwn(acts, act) && allows(asker, act, matter);
  };
}

/** Whether somebody has done something since a version that was seen. */
function stale(entry: Entry, seen: number): boolean {
  const acts = shipped[entry.kind]?.kind.acts ?? {};
  return entry.history.slice(Math.max(1, seen)).some(({ act }) => act !== "open" && Object.hasOwn(acts, act));
}

/** What was said before is there still, under its name or under the version that replaced it. */
function kept(before: Answers, after: Answers, version: number): boolean {
  const there = new Set(Object.entries(after).map(([name, value]) => JSON.stringify([name, value])));
  return Object.entries(before).every(([name, value]) =>
    [name, `${name}@${version}`].some((each) => there.has(JSON.stringify([each, value]))),
  );
}

/** What no act may do, whoever presses it. */
function holdsTogether(before: Entry, after: Entry, { by, act, said }: Press): void {
  expect([act, before.state, after.state]).toEqual([act, before.state, leadsTo(act, said, before)]);
  expect(shipped[after.kind]?.kind.states).toContain(after.state);
  expect(after.history.slice(0, -1)).toEqual(before.history);
  expect(after.history.at(-1)).toMatchObject({ by: by.id, act, from: before.state, to: after.state });
  expect(historyHolds(after.history)).toBe(true);
  expect([after.version, after.rev]).toEqual([after.history.length, before.rev + 1]);
  const { id, nonce, reportedAt, origin, tenant } = before;
  expect(after).toMatchObject({ id, nonce, reportedAt, by: before.by, tenant, ...(origin && { origin }) });
  expect(kept(before.answers, after.answers, before.version)).toBe(true);
  expect(Object.keys(after.sealed).length).toBeGreaterThanOrEqual(Object.keys(before.sealed).length);
  for (const list of ["alerted", "barred", "parts"] as const)
    expect(after[list].slice(0, before[list].length)).toEqual(before[list]);
  expect(after.links.map((link) => link.id).slice(0, before.links.length)).toEqual(
    before.links.map((link) => link.id),
  );
  if (!["endHiding", "endNamed"].includes(act))
    expect(after.hiddenFrom).toEqual(expect.arrayContaining([...before.hiddenFrom]));
  if (after.hiddenFrom.length + after.hides.length > 0) expect(after.restricted).toBe(true);
  expect(after.facts).toMatchObject({
    state: after.state,
    unit: after.unit,
    guarded: after.restricted ? "yes" : "no",
  });
}

/** What leads towards the end. */
const forward = [
  "take",
  "assess",
  "lexAssess",
  "write",
  "conclude",
  "propose",
  "decide",
  "sendBack",
  "reconsider",
  "takeForSafety",
  "decideSafety",
  "addAction",
  "finish",
  "followUp",
  "close",
  "merge",
];

type At = { readonly draw: number; readonly lag: number; readonly odd: number };
const step = fc.record({
  which: fc.nat(99),
  draw: fc.nat(1_000_000),
  lag: fc.nat(9),
  odd: fc.nat(9),
  twin: fc.nat(4),
});

describe("OSB-105, OSB-91, EKE-19: random people pressing random acts on cases in the table", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  const itemOf = (id: RecordId): Promise<Item | undefined> =>
    world.house.store.get(keyOf.record(world.tenant, id));
  const read = async (id: RecordId): Promise<Entry> => {
    const entry = await world.read(id);
    if (!entry) throw new Error(`no record ${id}`);
    return entry;
  };

  /** A lex Sarah case whose investigation is written: farther than chance would bring one. */
  async function toDecision(): Promise<RecordId> {
    const sas = world.people.find(({ id }) => id === "sas") as Person;
    const unit = "servicebostader";
    const id = await world.report(sas, {
      danger: "no",
      unit,
      involved: "no",
      nature: "mistreatment",
      law: "lss",
    });
    const press = async (act: string, answers: Answers) =>
      world.press(sas, id, act, (await read(id)).version, { answers, texts: {} });
    await press("lexAssess", { track: "lexSarah" });
    for (const heading of headings) await press("write", { heading });
    await press("propose", { proposedDegree: "serious" });
    expect((await read(id)).state).toBe("decision");
    return id;
  }

  /** A press that somebody may make now, or one in ten whatever somebody thinks of. */
  function pressOn(entry: Entry, ids: readonly RecordId[], { draw: seed, lag, odd }: At): Press {
    const draw = draws(seed);
    const may = permits(world, entry);
    const names = [...Object.keys(shipped[entry.kind]?.kind.acts ?? {}), "nonsense", "constructor"];
    const all = world.people.flatMap((by) => names.map((act) => ({ by, act })));
    const allowed = all.filter((press) => press.act !== "open" && may(press));
    const acts = [...new Set(allowed.map(({ act }) => act))];
    const act = draw([
      ...acts,
      ...acts.filter((each) => forward.includes(each)).flatMap((each) => [each, each, each]),
    ]);
    const some = odd === 0 || allowed.length === 0 ? all : allowed.filter((press) => press.act === act);
    const press = draw(some);
    const said = fillIn(world, entry.kind, press.act, draw, ids);
    const written = entry.parts.map(({ answers }) => answers.heading);
    const missing = headings.find((heading) => !written.includes(heading));
    const answers = press.act === "write" && missing ? { ...said.answers, heading: missing } : said.answers;
    return {
      ...press,
      seen: Math.max(0, entry.version - (lag > 7 ? lag - 7 : 0)),
      said: { ...said, answers },
    };
  }

  const done = (outcome: { entry: Entry } | Problem): outcome is { entry: Entry } => "entry" in outcome;

  async function one(id: RecordId, ids: readonly RecordId[], at: At): Promise<void> {
    const [before, entry] = [await itemOf(id), await read(id)];
    const press = pressOn(entry, ids, at);
    const outcome = await world.press(press.by, id, press.act, press.seen, press.said);
    const allowed = permits(world, entry)(press);
    const late = stale(entry, press.seen) && !free.includes(press.act);
    if (done(outcome)) {
      expect([press.by.id, press.act, entry.state, allowed && !late]).toEqual([
        press.by.id,
        press.act,
        entry.state,
        true,
      ]);
      holdsTogether(entry, await read(id), press);
      return;
    }
    expect(await itemOf(id)).toEqual(before);
    if (allowed && late)
      // Whoever reported what they must not follow hears only that they may not.
      expect(["acted", "movedOn", ...(press.by.id === entry.by ? ["notAllowed"] : [])]).toContain(
        outcome.key,
      );
    if (allowed && !late)
      expect([press.act, content]).toEqual([press.act, expect.arrayContaining([outcome.key])]);
    const hidden = !["seeWhole", "seeReport", "seeOwn", "seeExistence", "open"].some((sight) =>
      allows(askerOf(press.by, world.town), sight, matterOf(entry, world.town)),
    );
    if (hidden) expect(outcome).toEqual({ key: "noSuchCase" });
  }

  /** Two at once, each having seen the same: one wins, unless what they do stands in nobody's way. */
  async function two(id: RecordId, ids: readonly RecordId[], at: At): Promise<void> {
    const entry = await read(id);
    const presses = [at.draw, at.draw + 7].map((draw) => pressOn(entry, ids, { draw, lag: 0, odd: 1 }));
    const outcomes = await Promise.all(
      presses.map(({ by, act, seen, said }) => world.press(by, id, act, seen, said)),
    );
    const after = await read(id);
    const wins = outcomes.filter(done).length;
    expect(after.history.length).toBe(entry.history.length + wins);
    expect(after.history.slice(0, entry.history.length)).toEqual(entry.history);
    expect(historyHolds(after.history)).toBe(true);
    const may = permits(world, entry);
    const could = presses.filter((press, nth) => {
      const outcome = outcomes[nth];
      return may(press) && outcome && (done(outcome) || !content.includes(outcome.key));
    });
    if (could.length > 0) expect(wins).toBeGreaterThan(0);
    if (presses.every(({ act }) => !free.includes(act))) expect(wins).toBeLessThanOrEqual(1);
  }

  test(`in ${runs} sequences of up to 40 presses: no illegal state, no lost word, no refusal that changes anything, one winner of two`, {
    timeout: 600_000,
  }, async () => {
    const counts: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000_000),
        fc.array(step, { minLength: 20, maxLength: 40 }),
        async (seed, steps) => {
          const draw = draws(seed);
          const ids: RecordId[] = seed % 2 === 0 ? [await toDecision()] : [];
          for (let nth = 0; nth < 3; nth++) ids.push(await world.report(draw(world.people), reportBy(draw)));
          for (const { which, twin, ...at } of steps) {
            const id = ids[which % ids.length] as RecordId;
            const state = (await read(id)).state;
            counts[state] = (counts[state] ?? 0) + 1;
            if (twin === 0) await two(id, ids, at);
            else await one(id, ids, at);
            for (const each of [...ids]) await world.deliver(each);
            const made = (await Promise.all(ids.map(read))).flatMap(({ links }) =>
              links.map((link) => link.id),
            );
            ids.push(...made.filter((each) => !ids.includes(each)));
          }
        },
      ),
      { numRuns: runs, endOnFailure: true, ...(process.env.MODEL_RUNS ? {} : { seed: 5 }) },
    );
    // The sequences went somewhere.
    expect(Object.keys(counts).length).toBeGreaterThan(8);
  });
});
