import type { View } from "#domain/access";
import { localDate } from "#domain/calendar";
import { nextDue } from "#domain/due";
import { fits } from "#domain/figure";
import { isWebAddress } from "#domain/form";
import { type Kind, type Relation, typeOf } from "#domain/kind";
import type { Period } from "#domain/period";
import { answerWithinMinutes } from "#domain/place";
import { baseOf, type CardName, type Entry, type Instant, type LawRef, type Problem } from "#domain/record";
import type { Action, Button, Card, LinkButton, Option, Part, Row } from "./card.ts";
import { codeParts } from "./code-card.ts";
import { cardPart, isSmall, periodText, type Shown } from "./figure-parts.ts";
import { answerText } from "./form-card.ts";
import { againText, drawnActs, guidanceOf, isBarred, nextText } from "./guidance.ts";
import { pagesOf } from "./row-pages.ts";
import { sentenceOf } from "./sentence.ts";
import { figureSay } from "./text/figures.ts";
import { listed, problemText, say } from "./text/sv.ts";
import type { KindWords } from "./text/words.ts";
import { shownInstant, shownMoment } from "./when.ts";

/** What a case's cards are drawn from, for one reader. */
export interface CaseView {
  readonly kind: Kind;
  readonly words: KindWords;
  readonly entry: Entry;
  readonly units: readonly Option[];
  /** Whom to ring at the unit: a name and a number each. */
  readonly jour: readonly string[];
  /** The roles that are told, for the receipt: never one it is hidden from. */
  readonly told: readonly string[];
  readonly whistleblower?: string | undefined;
  /** What the people are called whom the answers name. */
  readonly people: readonly Option[];
  /** What the checklists are called that the answers name. */
  readonly checklists?: readonly Option[];
  /** Figures that stand on the card, of what may be published. */
  readonly figures?: readonly Shown[];
  /** Somebody is in danger and nobody has answered. */
  readonly alarm: boolean;
  /** The reader reported it but must not know what becomes of it. */
  readonly neutral: boolean;
  /** The reader sees all of it but who reported. */
  readonly nameless?: boolean;
  /** The name of whoever took it, and when. */
  readonly taker?: { readonly name: string; readonly at: Instant };
  /** Who ended it, by which act, and when. */
  readonly ender?: { readonly name: string; readonly act: string; readonly at: Instant };
  /** Who the reader is, and what they are to the case. */
  readonly reader?: string;
  readonly is?: readonly Relation[];
  /** Who has read it, of those whom the reader answers for. */
  readonly read?: ReadBy;
  /** By which whoever did not say who they are has the answer: to whoever registered it, on a dialog only. */
  readonly code?: string;
  /** The day on which the reader confirmed having read it. */
  readonly readDay?: string;
  /** What the reader has just done, in the words of the act. */
  readonly did?: string;
  /** The acts the reader may do now. */
  readonly may: readonly string[];
  /** How much the reader may see; undefined: the card only, as at a shared account. */
  readonly sight: View | undefined;
  readonly now: Instant;
}

/**
 * The card of those who handle the case: number, type, unit, time, and buttons. No free text, no name of
 * anyone concerned: it lies in a chat and on a lock screen.
 */
export function caseCard(view: CaseView): Card {
  const { entry } = view;
  const urgent = view.alarm;
  const ended = view.kind.ended.includes(entry.state);
  const buttons = actButtons(view, "message");
  const guidance = ended ? undefined : (guidanceOf(view) ?? leftText(view));
  const again = againText(view);
  const parts: Part[] = [
    {
      type: "rows",
      rows: [{ label: say.case.id, value: entry.id }, ...head(view), ...holderRows(view), ...dueRows(view)],
    },
    ...handledLine(view),
    ...(again ? [line(again, "alert")] : []),
    ...(view.figures ?? []).filter(isSmall).map(cardPart),
    ...trendParts(view),
    ...(urgent ? [line(say.case.urgentText(answerWithinMinutes), "alert")] : []),
    ...(guidance ? [line(guidance)] : []),
    ...(entry.restricted && view.sight === "full" && !ended ? [line(say.case.restricted, "subtle")] : []),
    ...(isInformed(view, guidance ?? again) ? [line(say.case.notice, "subtle")] : []),
  ];
  const said = sentenceOf(view);
  return {
    title: said ? typeText(view) : titleOf(view, ended),
    surface: "message",
    parts: said ? [line(said), line(`${say.case.id} ${entry.id}`, "subtle")] : parts,
    buttons:
      view.sight === "head"
        ? buttons
        : [...buttons, openButton(view, view.words.acts.open?.label ?? say.case.id), ...placeLink(view)],
  };
}

/** What is left to do, to whoever must do it. */
const leftText = ({ words, entry, is = [], sight }: CaseView) =>
  sight === "full" && is.includes("desk") ? words.left?.(entry) : undefined;

/** Whether nothing is asked of the reader, who only knows of it. */
function isInformed(view: CaseView, asked: string | undefined): boolean {
  const { kind, entry, taker } = view;
  const isHandled = taker !== undefined || actButtons(view, "message").length > 0;
  return !asked && !kind.ended.includes(entry.state) && (isBarred(view) || !isHandled);
}

function titleOf(view: CaseView, ended: boolean): string {
  const { alarm, taker, words, entry, kind } = view;
  if (alarm) return say.case.urgentTitle;
  const missed = kind.window?.missed === entry.state ? words.card?.missed : undefined;
  if (ended) return missed ?? words.card?.ended ?? say.case.endedTitle;
  const fresh = !taker && entry.state === kind.states[0];
  if (fresh) return words.card?.fresh ?? say.case.title;
  if (words.card) return words.card.taken;
  if (isReaders(view)) return say.case.yoursTitle;
  return taker ? say.case.takenTitle : say.case.untakenTitle;
}

/** Whether it was the reader who took it. */
const isReaders = ({ entry, reader }: CaseView) => reader !== undefined && entry.taker === reader;

/** Who took it and when; of what is over, who ended it. */
function handledLine(view: CaseView): Part[] {
  const { kind, words, entry, taker, ender } = view;
  if (kind.ended.includes(entry.state)) {
    const done = ender && words.acts[ender.act]?.done;
    return done ? [line(`${say.case.by(ender.name, done)} ${shownInstant(ender.at)}`, "strong")] : [];
  }
  const name = isReaders(view) ? say.case.you : taker?.name;
  return taker && name ? [line(say.case.taken(name, shownInstant(taker.at)), "strong")] : [];
}

/** The one person who must act, where it is one. */
export function holderName({ kind, entry, people }: CaseView): string | undefined {
  const { holder } = kind;
  const person = holder?.states.includes(entry.state) ? entry.answers[holder.field] : undefined;
  return people.find(({ value }) => value === person)?.label;
}

function holderRows(view: CaseView): Row[] {
  const { kind, words } = view;
  const name = holderName(view);
  return kind.holder && name ? [{ label: words.fields[kind.holder.field]?.read ?? "", value: name }] : [];
}

/** Whether the reader may know what runs out: of a case that is its team's alone, nobody else. */
export function mayKnowDue({ sight, entry }: CaseView): boolean {
  return sight === "full" || (sight === "head" && !entry.restricted);
}

/** What must be done and by when: what only the reader can do, else the nearest of it. */
function dueRows(view: CaseView): Row[] {
  const { entry, kind, words, may } = view;
  const isTheirs = ({ met }: { readonly met?: string }) => met !== undefined && may.includes(met);
  const own = kind.deadlines?.filter(isTheirs).map(({ name }) => name);
  const first = entry.deadlines.find(({ name }) => own?.includes(name)) ?? entry.deadlines[0];
  return first && (own?.length || mayKnowDue(view))
    ? [{ label: words.deadlines?.[first.name] ?? first.name, value: shownMoment(first.due) }]
    : [];
}

/** What is left of a card when the case has gone elsewhere: nothing that tells what or where. */
export function blankCard(): Card {
  return { title: say.case.blankTitle, surface: "message", parts: [line(say.case.blank)], buttons: [] };
}

/** To whoever reported, when they have sent what was asked of them: that it was, and the way back to the report. */
export function thanksCard(view: CaseView, title: string, thanks: string): Card {
  return {
    title,
    surface: "dialog",
    parts: [line(thanks, "strong"), line(say.receipt.closeDialog, "subtle")],
    buttons: view.sight
      ? [{ ...openButton(view, view.words.receipt?.read ?? say.receipt.read), opens: "turn" }]
      : [],
  };
}

/** To whoever just gave a case away: that it was done, and is no longer theirs. */
export function goneCard(): Card {
  return {
    title: say.receipt.done,
    surface: "dialog",
    parts: [line(say.case.gone), line(say.receipt.closeDialog, "subtle")],
    buttons: [],
  };
}

/** The case as its reader may see it. On a dialog only, which leaves no trace in the chat. */
export function caseDialog(
  view: CaseView,
  fields: readonly string[],
  texts: Readonly<Record<string, string>> | undefined,
  asked = 0,
): Card {
  const { entry, kind, sight } = view;
  const isApart = view.words.sorted && view.words.called?.(entry.facts) !== undefined;
  const inHead = ["unit", ...(isApart ? [] : [kind.nature.field]), ...(kind.steers ?? [])];
  const given = [...Object.keys(texts ?? {}), ...Object.keys(entry.answers)];
  const shown = fields
    .filter((name) => !inHead.includes(name))
    .flatMap((name) => [
      ...(given.includes(name) ? [name] : []),
      // Whoever handles the case also reads what was said before it was changed.
      ...(sight === "full" ? given.filter((each) => each.startsWith(`${name}@`)) : []),
    ]);
  const summary = sight === "full" ? view.words.summary?.(entry) : undefined;
  const rows = [
    ...(summary?.rest?.rows ?? []),
    ...shown
      .filter((name) => !summary?.told?.includes(name))
      .map((name) => {
        const row = answerRow(view, texts, name);
        return { ...row, label: summary?.called?.[name] ?? row.label };
      }),
  ];
  const card = sight === "own" ? "receipt" : "case";
  const buttons = actButtons(view, "dialog", card);
  // What comes next is a button on the card too: it stands before all else that may be done.
  const isNext = ({ action }: Button) => action.do === "act" && kind.acts[action.act]?.on.includes(card);
  const shows = pageButtons(view);
  const pages = pagesOf([...(summary?.rows ?? []), ...rows], buttons.length + shows.length);
  const page = Math.min(asked, pages.length - 1);
  const turn = (label: string, to: number): Button => ({
    label,
    action: { do: "open", record: entry.id, page: to },
    opens: "turn",
  });
  const turns = [
    ...(page + 1 < pages.length ? [turn(say.pages.more, page + 1)] : []),
    ...(page > 0 ? [turn(say.pages.less, page - 1)] : []),
  ];
  if (page > 0)
    return {
      title: entry.id,
      surface: "dialog",
      parts: apart(pages[page] ?? [], summary),
      buttons: turns,
    };
  const guidance = sight === "own" || kind.ended.includes(entry.state) ? undefined : guidanceOf(view);
  const next = nextText(view);
  return {
    title: entry.id,
    surface: "dialog",
    parts: [
      ...(view.did ? [line(say.case.did(view.did), "strong")] : []),
      ...(view.readDay ? [line(say.reading.yours(shownMoment(view.readDay)), "subtle")] : []),
      ...(view.code ? codeParts(view.code) : []),
      ...(entry.urgent
        ? [
            line(say.danger.call, "alert"),
            ...(view.jour.length > 0 ? [line(say.danger.jour(view.jour.join(", ")))] : []),
          ]
        : []),
      ...(isHiding(entry) && sight !== "own" ? [line(say.case.hides, "alert")] : []),
      ...(view.neutral ? [] : handledLine(view)),
      ...(guidance ? [line(guidance)] : []),
      ...(next ? [line(next, "subtle")] : []),
      ...unprovenLines(view),
      ...(texts ? [] : [line(say.case.noText, "alert")]),
      ...(summary ? [line(summary.title, "strong")] : []),
      ...apart(pages[0] ?? [], summary),
      {
        type: "rows",
        rows: [
          ...head(view),
          ...nextRows(view),
          ...(sight === "own" ? [] : dueRows(view)),
          ...readRows(view),
          ...(entry.law.length > 0 && !view.neutral
            ? [{ label: say.case.law, value: lawText(entry.law) }]
            : []),
        ],
      },
    ],
    buttons: [
      ...placeLink(view),
      ...buttons.filter(isNext),
      ...turns,
      ...buttons.filter((button) => !isNext(button)),
      ...shows,
    ],
  };
}

/** Straight to where a document is kept, where that is a web address. */
function placeLink({ kind, entry }: CaseView): LinkButton[] {
  const holds = fits(entry.facts, kind.reading?.when);
  const place = holds && kind.searched && entry.answers[kind.searched.place];
  return typeof place === "string" && isWebAddress(place) ? [{ label: say.search.goThere, url: place }] : [];
}

/** Of those who are to have read something, how many have, and who has not. */
export interface ReadBy {
  readonly read: number;
  readonly of: number;
  readonly left: readonly string[];
}

/** So many are named of those who have not read something. */
const namedLeft = 15;

function readRows({ read }: CaseView): Row[] {
  if (!read) return [];
  const { count, of, left, leftMore } = say.reading;
  const [names, more] = [listed(read.left.slice(0, namedLeft)), read.left.length - namedLeft];
  return [
    { label: count, value: of(read.read, read.of) },
    ...(read.left.length > 0 ? [{ label: left, value: more > 0 ? leftMore(names, more) : names }] : []),
  ];
}

/** An answer of the case, or one that has since been replaced, as a row. */
export function answerRow(
  view: CaseView,
  texts: Readonly<Record<string, string>> | undefined,
  name: string,
): Row {
  const { entry, kind, words } = view;
  const base = baseOf(name);
  const label = words.fields[base]?.read ?? words.fields[base]?.label ?? base;
  const now = isOver(view, base) ? (words.fields[base]?.past ?? label) : label;
  return {
    label: base === name ? now : say.case.before(label),
    value: texts?.[name] ?? answerText(kind.form, words, view, base, entry.answers[name]),
  };
}

/** Whether somebody named in this field has nothing hidden from them any more. */
function isOver({ kind, entry }: CaseView, field: string): boolean {
  const hides = Object.values(kind.acts).some((act) => act.hides === field);
  return hides && !entry.hiddenFrom.some((id) => id === entry.answers[field]);
}

/** What can be looked at for itself by whoever sees the whole case. */
function pageButtons({ entry, kind, sight, nameless }: CaseView): Button[] {
  if (sight !== "full") return [];
  const page = (what: CasePage, label: string): Button => ({
    label,
    action: { do: "show", record: entry.id, what },
    opens: "turn",
  });
  return [
    ...(entry.parts.length > 0 ? [page("journal", say.pages.journal)] : []),
    ...(entry.links.length > 0 || entry.origin ? [page("links", linksTitle({ kind, entry }))] : []),
    ...(entry.snapshots ? [page("figures", say.pages.figures)] : []),
    ...(kind.documents?.(entry.answers).length
      ? [page("document", kind.compiles ? say.pages.documents : say.pages.document)]
      : []),
    page("history", say.pages.history),
    ...(kind.reporter && !nameless ? [page("reporter", say.pages.reporter)] : []),
  ];
}

/**
 * What a case is linked to is what grew out of it: actions, or, where its kind begins others too, cases of them; a
 * case that grew out of another leads back to it.
 */
export function linksTitle({ kind, entry }: Pick<CaseView, "kind" | "entry">): string {
  const { links } = entry;
  if (links.length === 0) return say.pages.origin;
  const grown = new Set(Object.values(kind.acts).flatMap(({ makes }) => makes?.kind ?? []));
  return grown.size > 1 || links.some((link) => link.kind === entry.kind)
    ? say.pages.joined
    : say.pages.links;
}

type CasePage = Extract<Action, { do: "show" }>["what"];

/** Provisions by the act they stand in: `Socialtjänstlagen (2025:400) 27 kap. 2 §, 27 kap. 5 §`. */
export function lawText(law: readonly LawRef[]): string {
  const titles = [...new Set(law.map(({ title }) => title))];
  // Kept in one piece: a section must not break across lines.
  const sections = (title: string) =>
    law.flatMap((row) => (row.title === title && row.section ? row.section.replaceAll(" ", "\u00a0") : []));
  return titles.map((title) => `${title} ${listed(sections(title))}`.trim()).join("; ");
}

/** A sentence or more that stand alone, as a card. */
export function noteCard(title: string, lines: readonly string[], buttons: readonly Button[] = []): Card {
  return { title, surface: "message", parts: lines.map((text) => line(text)), buttons };
}

/** A problem as people read it. */
export function problemLine(problem: Problem): string {
  return problemText[problem.key](problem.with ?? {});
}

/** Somebody is involved, and must not know. */
const isHiding = ({ hides, hiddenFrom }: Entry) => hides.length > 0 || hiddenFrom.length > 0;

/** The type of the case. Whoever must not know what was found sees what was reported. */
export function typeText({ entry, kind, words, neutral }: CaseView): string {
  const called = words.called?.(entry.facts);
  if (called) return called;
  const reported = entry.answers[kind.nature.field] ?? kind.nature.unset;
  return words.natures[neutral ? String(reported) : typeOf(kind, entry)]?.type ?? words.name;
}

function head(view: CaseView): Row[] {
  const { entry, words } = view;
  return [
    { label: say.case.type, value: typeText(view) },
    ...periodRows(view),
    { label: say.case.unit, value: unitName(view) },
    { label: words.card?.begun ?? say.case.reported, value: shownInstant(entry.reportedAt) },
    { label: say.case.state, value: stateText(view) },
    ...progressRows(view),
  ];
}

/** When a plan comes next, while it stands; in days that are true also of a card that lies in the chat. */
export function nextRows({ kind, entry, now }: CaseView): Row[] {
  if (!kind.repeats?.while.includes(entry.state)) return [];
  const next = nextDue(kind.repeats, entry, localDate(now));
  if (!next) return [];
  return [
    { label: say.case.next, value: say.case.nextTime(shownMoment(next.opens), shownMoment(next.closes)) },
  ];
}

/** How far it has come, while there is something left to do. */
function progressRows({ kind, entry }: CaseView): Row[] {
  const { progress } = kind;
  if (!progress || kind.ended.includes(entry.state)) return [];
  const { done, of } = progress(entry);
  return [{ label: say.case.progress, value: say.case.progressOf(done, of) }];
}

/** Rows of which some come first and stand for themselves: those of a summary, and of its rest. */
function apart(rows: readonly Row[], summary: ReturnType<NonNullable<KindWords["summary"]>>): Part[] {
  const { rows: first = [], rest } = summary ?? {};
  const [summed, told, others] = [
    rows.filter((row) => first.includes(row)),
    rows.filter((row) => rest?.rows.includes(row)),
    rows.filter((row) => !first.includes(row) && !rest?.rows.includes(row)),
  ];
  return [
    ...(summed.length > 0 ? [{ type: "rows", rows: summed } as const] : []),
    ...(rest && told.length > 0 ? [line(rest.title, "strong"), { type: "rows", rows: told } as const] : []),
    { type: "rows", rows: others },
  ];
}

/** How it has gone the last times, as a line with its table; of one time there is nothing to compare. */
function trendParts({ kind, words, entry, sight }: CaseView): Part[] {
  const times = sight === "full" && kind.ended.includes(entry.state) ? (kind.trend?.(entry) ?? []) : [];
  if (!words.trend || times.length < 2) return [];
  const { title, time, count, none, key: called } = words.trend;
  const rows = times.map((each) => [called(each.key), each.count === undefined ? none : String(each.count)]);
  return [
    {
      type: "chart",
      shape: "line",
      title,
      labels: times.map(({ key }) => called(key)),
      series: [{ name: count, values: times.map((each) => each.count) }],
      table: { type: "table", caption: title, header: [time, count], rows },
    },
  ];
}

/** That a compilation must be looked at before it is published. */
function unprovenLines({ kind, entry }: CaseView): Part[] {
  const { unproven } = entry.snapshots?.at(-1) ?? {};
  return unproven && !kind.ended.includes(entry.state) ? [line(figureSay.unproven(unproven), "alert")] : [];
}

/** The period that a compilation is of. */
function periodRows({ kind, entry }: CaseView): Row[] {
  const { period } = kind.compiles ?? {};
  const [from, to] = [entry.answers[period?.from ?? ""], entry.answers[period?.to ?? ""]];
  if (!from || !to) return [];
  return [{ label: figureSay.about.period, value: periodText({ from, to } as Period) }];
}

/** How the case stands. Whoever must not know hears that it is in hand, until it is over. */
export function stateText({ entry, words, kind, neutral }: CaseView): string {
  if (neutral && !kind.ended.includes(entry.state)) return say.case.inHand;
  return words.states[entry.state] ?? entry.state;
}

/** The unit's name. */
export const unitName = ({ units, entry }: CaseView) =>
  units.find((unit) => unit.value === entry.unit)?.label ?? entry.unit;

/** A line of text. */
export function line(text: string, tone?: "strong" | "subtle" | "alert"): Part {
  return { type: "text", text, ...(tone && { tone }) };
}

/** Opens the case on a dialog. */
export function openButton({ entry }: CaseView, label: string): Button {
  return { label, action: { do: "open", record: entry.id }, opens: "dialog" };
}

/** The acts whose buttons this card carries. One that asks something opens a dialog, so the card stays. */
export function actButtons(view: CaseView, surface: "message" | "dialog", card: CardName = "case"): Button[] {
  const { entry, kind, words } = view;
  const shown = drawnActs(view).filter((name) => {
    const on = kind.acts[name]?.on ?? [];
    return on.includes(card) || (surface === "dialog" && on.includes("dialog"));
  });
  const first = shown.find((name) => kind.acts[name]?.takes);
  return shown.map((name) => ({
    label: words.acts[name]?.label ?? name,
    action: { do: "act", act: name, record: entry.id, version: entry.version },
    opens: kind.acts[name]?.asks && surface === "message" ? "dialog" : "turn",
    ...(name === first && { style: "primary" as const }),
  }));
}
