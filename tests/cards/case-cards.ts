import type { Button, Card } from "#cards/card";
import {
  documentPage,
  historyPage,
  journalPage,
  linksPage,
  type Note,
  pageSizes,
  reporterPage,
} from "#cards/case-pages";
import { answerCard, askCode, codeCard, ownCodeCard } from "#cards/code-card";
import { type Inspections, inspectionsCard, type UnitLine } from "#cards/inspections-card";
import { digestCard, type Line, type ListName, lineCount, listCard } from "#cards/list-card";
import { receiptCard } from "#cards/receipt-card";
import { blankCard, type CaseView, caseCard, caseDialog, goneCard } from "#cards/record-card";
import { yearSay } from "#cards/text/follow-up";
import { say } from "#cards/text/sv";
import { type Planned, yearCard } from "#cards/year-card";
import { fieldsInView, type View } from "#domain/access";
import type { Field } from "#domain/form";
import type { Act, Kind } from "#domain/kind";
import type { Answer, Entry, Event, Instant, LocalDate, PersonId, RecordId } from "#domain/record";
import { long } from "#tests/journeys/osby";
import { carried, carryingIn, linkCard, people, units } from "./every-card.ts";

/** Every card of a case, as full as it comes: in each state, with all that somebody might be able to do there. */

export interface Drawn {
  readonly what: string;
  readonly card: Card;
}

const now = "2026-03-10T11:00:00.000Z" as Instant;
const name = "N".repeat(100);

/** How a text of so many letters may look: none of them ASCII, or broken into short lines as a list is. */
const fillings = {
  wide: (max: number) => "å".repeat(max),
  lines: (max: number) =>
    "Den enskilde var ensam hela natten\n"
      .repeat(Math.ceil(max / 35))
      .slice(0, max)
      .trim(),
};

/** What may be said of a case itself: not what begins another record, or is an entry of the journal. */
function said(kind: Kind): [string, Field][] {
  const acts = Object.values(kind.acts).filter(({ writes, makes }) => !writes && !makes);
  const steps = [...kind.form.steps, ...acts.flatMap(({ asks }) => asks ?? [])];
  const names = new Set(steps.flatMap(({ fields }) => fields));
  return Object.entries(kind.form.fields).filter(([field]) => names.has(field));
}

function answersOf(fields: readonly [string, Field][]): Record<string, Answer> {
  const all = fields.flatMap(([field, { type, ...rest }]): [string, Answer][] => {
    if (type === "text") return [];
    const { options = [], many } = rest as { options?: readonly string[]; many?: true };
    if (type === "choice") return [[field, many ? [...options] : (options[0] ?? "")]];
    if (type === "unit") return [[field, units[0]?.value ?? ""]];
    if (type === "person") return [[field, people[0]?.value ?? ""]];
    return [[field, "2026-03-09"]];
  });
  return Object.fromEntries(all);
}

const textsOf = (fields: readonly [string, Field][], fill: (max: number) => string) =>
  Object.fromEntries(
    fields.flatMap(([field, how]) => (how.type === "text" ? [[field, fill(how.max)] as const] : [])),
  );

function entryOf(kind: Kind, state: string): Entry {
  return {
    id: "K7QF-3M2X",
    kind: kind.name,
    state,
    version: 3,
    unit: units[0]?.value,
    desk: { role: "sas", unit: units[0]?.value },
    urgent: true,
    restricted: true,
    by: "anna",
    reportedAt: now,
    ...(kind.carries && { checklist: carried.checklist }),
    answers: { ...answersOf(said(kind)), ...(kind.carries && carried.answers) },
    // What is counted beside: a risk score, and the year of a decision.
    facts: { ...answersOf(said(kind)), nature: kind.nature.unset, value: "16", year: "2027" },
    sealed: { feedback: {} },
    errands: [],
    hides: [{ role: "unitManager" }],
    hiddenFrom: ["maja"],
    team: [],
    barred: [],
    alerted: [],
    lifted: [],
    origin: "ABCD-2345",
    links: [{ kind: "action", id: "ABCD-2346", state: "open" }],
    parts: [{ answers: {} }],
    history: [],
    deadlines: [{ name: kind.deadlines?.[0]?.name ?? "due", due: "2026-03-24" }],
    law: Array.from({ length: 6 }, () => ({
      id: "x",
      title: "Socialtjänstlagen (2025:400)",
      section: "27 kap. 2 §",
    })),
  } as unknown as Entry;
}

/** What one person could do at most in a state: a case is handled as lex Sarah, or it is not. */
function mostActs(kind: Kind, state: string): string[] {
  const able = (not: string) =>
    Object.entries(kind.acts as Record<string, Act>).flatMap(([act, { from, guards = [] }]) =>
      from.includes(state) && !guards.includes(not) ? [act] : [],
    );
  const [one = [], other = []] = [able("lexSarah"), able("ordinary")];
  return one.length > other.length ? one : other;
}

function viewOf(bare: Kind, state: string): CaseView {
  const { kind, words } = carryingIn(bare);
  return {
    kind,
    words,
    entry: entryOf(kind, state),
    units,
    jour: Array.from({ length: 4 }, () => "Namn Namnsson 070-174 06 05"),
    told: ["unitManager", "sas", "director"],
    whistleblower: "https://example.se/visselblasa",
    people,
    alarm: true,
    neutral: false,
    sight: "full",
    may: mostActs(kind, state),
    now,
    taker: { name, at: now },
    // Like a protected text, it is on no message.
    ...(kind.code && { code: "K7QF-3M2X-ååå9" }),
  };
}

/** A page of the case as somebody sees it. What was said before it was changed is read too. */
function dialogOf(
  view: CaseView,
  sight: View,
  fill: (max: number) => string,
  page: number,
  most = Number.POSITIVE_INFINITY,
): Card {
  const texts = Object.fromEntries(Object.entries(textsOf(said(view.kind), fill)).slice(0, most));
  const before = Object.fromEntries(Object.entries(texts).map(([field, text]) => [`${field}@2`, text]));
  const fields = fieldsInView(view.kind, sight, view.entry);
  return caseDialog({ ...view, sight }, fields, { ...texts, ...before }, page);
}

function* cardsIn(view: CaseView): Generator<Drawn> {
  const { taker: _, ...untaken } = view;
  const calm = { ...view, alarm: false, entry: { ...view.entry, urgent: false } };
  const coding = Object.fromEntries(
    (view.kind.code?.when ?? []).map(({ field, is }) => [field, [is].flat()[0] ?? ""]),
  );
  const coded = { ...calm, entry: { ...calm.entry, answers: { ...view.entry.answers, ...coding } } };
  const views: Readonly<Record<string, CaseView>> = {
    ...{ taken: view, untaken, calm },
    ...(view.kind.code && { coded }),
  };
  for (const [how, each] of Object.entries(views)) {
    for (const sight of ["full", "harm", "head"] as const)
      yield { what: `card ${how} ${sight}`, card: caseCard({ ...each, sight }) };
    for (const neutral of [false, true])
      for (const sight of ["own", undefined] as const)
        for (const surface of ["message", "dialog"] as const)
          yield {
            what: `receipt ${how} ${neutral ? "neutral " : ""}${sight ?? "unread"} ${surface}`,
            card: receiptCard({ ...each, neutral, sight }, surface),
          };
  }
  for (const sight of ["full", "harm", "own"] as const)
    yield { what: `dialog ${sight}`, card: dialogOf(view, sight, fillings.wide, 0) };
}

/** All pages of a case as somebody sees it, also where every letter of the longest texts stands on its own line. */
function* dialogsOf(view: CaseView): Generator<Drawn> {
  const flooded = { ...fillings, flood: (max: number) => (max < 2500 ? "a" : "a\n".repeat(max / 2)) };
  for (const sight of ["full", "own"] as const)
    for (const [filling, fill] of Object.entries(flooded))
      for (let page = 0, more = true; more; page++) {
        // More of them are more pages of the same.
        const card = dialogOf(view, sight, fill, page, 8);
        yield { what: `dialog ${sight} ${filling} ${page}`, card };
        more = card.buttons.some((button) => "action" in button && leadsTo(button.action, page + 1));
      }
}
const leadsTo = (action: object, page: number) => "page" in action && action.page === page;

/** Something on each of the pages that it takes. */
function paged<T>(
  all: readonly T[],
  size: number,
  draw: (some: T[], at: number, of: number) => Card,
): Card[] {
  const of = Math.ceil(all.length / size);
  return Array.from({ length: of }, (_, at) => draw(all.slice(at * size, (at + 1) * size), at, of));
}

function* pagesOf(view: CaseView): Generator<Drawn> {
  const { kind, entry } = view;
  const acts = Object.keys(kind.acts);
  const events = Array.from(
    { length: 40 },
    (_, at): Event => ({
      at: now,
      by: "p" as PersonId,
      act: acts[at % acts.length] ?? "receive",
      from: "",
      to: kind.states[at % kind.states.length] ?? "",
      body: "",
      prev: "",
      hash: "",
    }),
  );
  const names = new Map([["p", name]]);
  const history = paged(events, pageSizes.history, (some, at, of) =>
    historyPage(view, some, names, { at, of }),
  );
  yield* history.map((card, at) => ({ what: `history ${at}`, card }));
  const written = Object.entries(kind.acts as Record<string, Act>).filter(([, { writes }]) => writes);
  for (const [act, { asks = [] }] of written)
    for (const [filling, fill] of Object.entries(fillings)) {
      const asked = new Set(asks.flatMap(({ fields }) => fields));
      const fields = Object.entries(kind.form.fields).filter(([field]) => asked.has(field));
      const note = {
        id: "x",
        act,
        by: "p" as PersonId,
        at: now,
        body: "",
        answers: answersOf(fields),
        texts: textsOf(fields, fill),
        author: `${name}, ${say.roles.sas}`,
      } satisfies Note;
      const notes = Array.from({ length: 8 }, () => note);
      const journal = paged(notes, pageSizes.journal, (some, at, of) => journalPage(view, some, { at, of }));
      yield* journal.map((card, at) => ({ what: `journal ${filling} ${at}`, card }));
    }
  const link = { link: { id: entry.id }, label: `${entry.id} ${"T".repeat(60)}`, value: "S".repeat(60) };
  const linked = Array.from({ length: 40 }, () => link);
  const links = paged(linked, pageSizes.links, (some, at, of) => linksPage(view, some, { at, of }));
  yield* links.map((card, at) => ({ what: `links ${at}`, card }));
  yield { what: "links none", card: linksPage(view, [], { at: 0, of: 1 }) };
  const texts = textsOf(
    Object.entries(kind.form.fields).filter(([field]) => kind.reporter?.includes(field)),
    (max) => "å".repeat(max),
  );
  yield { what: "reporter", card: reporterPage(view, name, texts) };
  const file = { label: "x".repeat(60), url: `https://example.se/file/${"x".repeat(200)}` };
  yield { what: "document", card: documentPage(view, [file, file, file, file]) };
}

/** The cards that are of no case, or of many. */
export function* otherCards(): Generator<Drawn> {
  yield { what: "blank", card: blankCard() };
  yield { what: "gone", card: goneCard() };
  yield { what: "link", card: linkCard };
  yield { what: "code", card: codeCard(true) };
  yield { what: "code asked", card: askCode("å".repeat(40), "tooManyTries") };
  yield { what: "code answered", card: answerCard("å".repeat(2500), "22 november 2026 14.00") };
  yield { what: "code of one's own", card: ownCodeCard("QWXY-QWXY-QWXY") };
  const line: Line = {
    id: "K7QF-3M2X" as RecordId,
    type: "Avvikelse, inte bedömd".padEnd(60, "ö"),
    unit: "E".repeat(80),
    state: "Väntar på svar från rapportören".padEnd(60, "ö"),
    holder: name,
    begun: "Rapporterad",
    reportedAt: now,
    next: { name: "x", label: "Utredning ska ha börjat".padEnd(50, "ö"), due: "2026-03-09" as LocalDate },
    opens: true,
  };
  const lines = Array.from({ length: lineCount }, () => line);
  const figures = Array.from({ length: 15 }, () => ({
    label: "Rapporterade det här halvåret",
    value: 99999,
  }));
  const today = "2026-03-10" as LocalDate;
  for (const list of ["mine", "work", "unit", "actions", "balance"] satisfies ListName[]) {
    const ask = { do: "list", of: list } as const;
    const empty = { lines: [], page: 0, total: 0 };
    yield { what: `list ${list} none`, card: listCard(ask, say.lists[list], empty, today) };
    const full = { lines, page: 1, total: 35, figures };
    yield { what: `list ${list}`, card: listCard(ask, say.lists[list], full, today) };
  }
  yield* followUpCards();
  const more = [...lines, ...lines];
  const empty = Array.from({ length: 5 }, () => say.digest.emptyDesk("socialt ansvarig", "E".repeat(80), 12));
  yield { what: "digest", card: digestCard({ yours: more, below: more, empty, reading: [] }, today) };
}

/** The cards of those who answer for many units with long names, each lacking all that it can. */
function* followUpCards(): Generator<Drawn> {
  const long = "Ö".repeat(200);
  const unit: UnitLine = {
    ...{ name: long, planned: 9999, open: 999, late: 999, done: 999, missed: 999, reports: 9999 },
    ...{ lacks: ["plan", "yearly", "silent"], good: true },
  };
  const units = Array.from({ length: 25 }, () => unit);
  const items = Array.from({ length: 5 }, () => ({
    ...{ text: "Å".repeat(300), list: "Ä".repeat(80), short: 999, of: 9999 },
  }));
  const { planned, open, late, done, missed } = unit;
  const full: Inspections = {
    ...{ year: "2026", short: 999, compiled: 999, planned, open, late, done, missed, items, units },
  };
  const ways = ["Ny åtgärd", "Planera egenkontroll"].map(
    (label): Button => ({ label, action: { do: "home" }, opens: "turn" }),
  );
  for (const page of [0, 1, 2, 9])
    yield { what: `inspections ${page}`, card: inspectionsCard(full, ways, page) };
  const none = { ...full, planned: 0, open: 0, late: 0, done: 0, missed: 0, short: 0, items: [], units: [] };
  for (const page of [0, 1])
    yield { what: `inspections none ${page}`, card: inspectionsCard(none, [], page) };
  for (const why of ["notUsed", "notYours"] as const)
    yield { what: `inspections ${why}`, card: inspectionsCard(why, [], 0) };
  const event = (at: number): Planned => ({
    on: `2026-${String(1 + (at % 12)).padStart(2, "0")}-28` as LocalDate,
    title: long,
    units: Array.from({ length: 9 }, () => yearSay.unit(long, "Arbetsställe")),
    note: yearSay.openNow("28 september"),
  });
  const year = Array.from({ length: 40 }, (_, at) => event(at));
  for (const page of [0, 3]) yield { what: `year ${page}`, card: yearCard(year, page, true) };
  yield { what: "year none", card: yearCard([], 0, true) };
  yield { what: "year of others", card: yearCard(undefined, 0, false) };
}

/** The cards of a case of some kind, as full as they come. */
export function* caseCards(kind: Kind): Generator<Drawn> {
  const most = (state: string) => mostActs(kind, state).length;
  // In the short form those in which most can be done, and one that is over.
  const busiest = kind.states.toSorted((a, b) => most(b) - most(a)).slice(0, 4);
  const short = [...new Set([...busiest, ...kind.ended.slice(0, 1)])].filter((state) =>
    kind.states.includes(state),
  );
  for (const state of long ? kind.states : short)
    for (const { what, card } of cardsIn(viewOf(kind, state))) yield { what: `${state} ${what}`, card };
  const [first = "", ...others] = kind.states;
  const fullest = others.reduce((one, other) => (most(other) > most(one) ? other : one), first);
  for (const draw of [dialogsOf, pagesOf]) yield* draw(viewOf(kind, fullest));
}
