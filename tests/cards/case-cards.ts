import type { Card } from "#cards/card";
import {
  documentPage,
  historyPage,
  journalPage,
  linksPage,
  type Note,
  pageSizes,
  reporterPage,
} from "#cards/case-pages";
import { digestCard, type Line, type ListName, lineCount, listCard } from "#cards/list-card";
import { receiptCard } from "#cards/receipt-card";
import { blankCard, type CaseView, caseCard, caseDialog, goneCard } from "#cards/record-card";
import { words } from "#cards/text/index";
import { say } from "#cards/text/sv";
import { fieldsInView, type View } from "#domain/access";
import type { Field } from "#domain/form";
import type { Act, Kind } from "#domain/kind";
import type { Answer, Entry, Event, Instant, LocalDate, PersonId, RecordId } from "#domain/record";
import { linkCard, people, units } from "./every-card.ts";

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
    answers: answersOf(said(kind)),
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

function viewOf(kind: Kind, state: string): CaseView {
  return {
    kind,
    words: words[kind.name as keyof typeof words],
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
  const views: Readonly<Record<string, CaseView>> = { taken: view, untaken, calm };
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
  const line: Line = {
    id: "K7QF-3M2X" as RecordId,
    type: "Avvikelse, inte bedömd".padEnd(60, "ö"),
    unit: "E".repeat(80),
    state: "Väntar på svar från rapportören".padEnd(60, "ö"),
    holder: name,
    reportedAt: now,
    next: { name: "x", label: "Utredning ska ha börjat".padEnd(50, "ö"), due: "2026-03-09" as LocalDate },
    opens: true,
  };
  const lines = Array.from({ length: lineCount }, () => line);
  const figures = Array.from({ length: 15 }, () => ({
    label: "Rapporterade det här halvåret",
    value: 99999,
  }));
  const today = { at: now, today: "2026-03-10" as LocalDate };
  for (const list of ["mine", "work", "unit", "actions", "balance"] satisfies ListName[]) {
    yield { what: `list ${list} none`, card: listCard(list, { lines: [], page: 0, total: 0 }, today) };
    yield { what: `list ${list}`, card: listCard(list, { lines, page: 1, total: 35, figures }, today) };
  }
  const more = [...lines, ...lines];
  const empty = Array.from({ length: 5 }, () => say.digest.emptyDesk("socialt ansvarig", "E".repeat(80), 12));
  yield { what: "digest", card: digestCard(more, more, empty, today) };
}

/** The cards of a case of some kind, as full as they come. */
export function* caseCards(kind: Kind): Generator<Drawn> {
  for (const state of kind.states)
    for (const { what, card } of cardsIn(viewOf(kind, state))) yield { what: `${state} ${what}`, card };
  const [first = "", ...others] = kind.states;
  const most = (state: string) => mostActs(kind, state).length;
  const fullest = others.reduce((one, other) => (most(other) > most(one) ? other : one), first);
  for (const draw of [dialogsOf, pagesOf]) yield* draw(viewOf(kind, fullest));
}
