import type { View } from "#domain/access";
import { type Kind, natureOf } from "#domain/kind";
import type { CardName, Entry, Instant, Problem } from "#domain/record";
import type { Button, Card, Option, Part, Row } from "./card.ts";
import { answerText } from "./form-card.ts";
import { problemText, say } from "./text/sv.ts";
import type { KindWords } from "./text/words.ts";
import { shownInstant } from "./when.ts";

/** What a case's cards are drawn from, whoever reads them. */
export interface CaseView {
  readonly kind: Kind;
  readonly words: KindWords;
  readonly entry: Entry;
  readonly units: readonly Option[];
  /** The jour numbers of the unit, in words. */
  readonly jour: string;
  /** The name of whoever took it, and when. */
  readonly taker?: { readonly name: string; readonly at: Instant };
  /** The acts the reader may do now. */
  readonly may: readonly string[];
  readonly now: Instant;
}

/** Ten minutes unanswered: the next in the chain is called, and the reporter is told to ring. */
export const answerWithinMinutes = 10;

/**
 * The card of those who handle the case: number, type, unit, time, and buttons. No free text, no name of
 * anyone concerned: it lies in a chat and on a lock screen.
 */
export function caseCard(view: CaseView, sight: View): Card {
  const { entry, words, taker, now } = view;
  const nature = words.natures[natureOf(view.kind, entry.answers)];
  const urgent = entry.urgent && !taker;
  const parts: Part[] = [
    { type: "rows", rows: head(view) },
    ...(taker ? [line(say.case.taken(taker.name, shownInstant(taker.at, now)), "strong")] : []),
    ...(urgent ? [line(say.case.urgentText, "alert")] : []),
    ...(nature?.handler ? [line(nature.handler)] : []),
    ...(entry.restricted && sight === "full" ? [line(say.case.restricted, "subtle")] : []),
    ...(taker || actButtons(view, "case").length > 0 ? [] : [line(say.case.notice, "subtle")]),
  ];
  return {
    title: urgent ? say.case.urgentTitle : taker ? say.case.takenTitle : say.case.title,
    surface: "message",
    parts,
    buttons: [...actButtons(view, "case"), openButton(view)],
  };
}

/** What is left of a card when the case has gone elsewhere: nothing that tells what or where. */
export function blankCard(): Card {
  return { title: say.case.blankTitle, surface: "message", parts: [line(say.case.blank)], buttons: [] };
}

/** The reporter's receipt: the number, who is told, and who answered. */
export function receiptCard(
  view: CaseView,
  toldRoles: readonly string[],
  surface: "message" | "dialog",
): Card {
  const { entry, words, taker, now } = view;
  const waited = Date.parse(now) - Date.parse(entry.reportedAt) >= answerWithinMinutes * 60_000;
  const inVain = waited || entry.errands.some(({ what }) => what.do === "climb" && what.again);
  const told = toldRoles.map((role) => say.roles[role] ?? role).join(` ${say.and} `);
  const status = taker
    ? line(say.receipt.taken(taker.name, shownInstant(taker.at, now)), "strong")
    : entry.urgent && inVain
      ? line(view.jour ? say.receipt.nobody(view.jour) : say.receipt.nobodyNoJour, "alert")
      : line(entry.urgent ? say.receipt.alarm(told) : say.receipt.told(told));
  const buttons = surface === "dialog" ? [] : actButtons(view, "receipt");
  const parts: Part[] = [
    {
      type: "rows",
      rows: [
        { label: say.receipt.number, value: entry.id },
        { label: say.case.unit, value: unitName(view) },
        { label: say.case.state, value: words.states[entry.state] ?? entry.state },
      ],
    },
    ...(entry.urgent && !taker ? [line(say.danger.call, "alert"), ...jourLine(view)] : []),
    status,
    ...(entry.urgent && buttons.length > 0 ? [line(say.receipt.rest)] : []),
    line(surface === "dialog" ? say.receipt.closeDialog : say.receipt.keep, "subtle"),
  ];
  return { title: surface === "dialog" ? words.title : say.receipt.title, surface, parts, buttons };
}

/** The case as its reader may see it. On a dialog only, which leaves no trace in the chat. */
export function caseDialog(
  view: CaseView,
  sight: View,
  fields: readonly string[],
  texts: Readonly<Record<string, string>>,
): Card {
  const { entry, kind, words, units, taker, now } = view;
  const shown = fields
    .filter((name) => name in texts || name in entry.answers)
    .filter((name) => name !== "unit");
  const rows = shown.map(
    (name): Row => ({
      label: words.fields[name]?.label ?? name,
      value: texts[name] ?? answerText(kind.form, words, units, name, entry.answers[name]),
    }),
  );
  const law = entry.law.map((row) => `${row.title} ${row.section}`.trim()).join("; ");
  const nature = words.natures[natureOf(kind, entry.answers)];
  return {
    title: entry.id,
    surface: "dialog",
    parts: [
      { type: "rows", rows: head(view) },
      ...(taker ? [line(say.case.taken(taker.name, shownInstant(taker.at, now)), "strong")] : []),
      ...(nature?.handler && sight !== "own" ? [line(nature.handler)] : []),
      { type: "rows", rows },
      ...(law ? [{ type: "rows", rows: [{ label: say.case.law, value: law }] } as const] : []),
    ],
    buttons: sight === "own" ? [] : actButtons(view, "case").filter((button) => button.opens === "turn"),
  };
}

/** A sentence that stands alone, as a card. */
export function noteCard(title: string, lines: readonly string[], buttons: readonly Button[] = []): Card {
  return { title, surface: "message", parts: lines.map((text) => line(text)), buttons };
}

/** A problem as people read it. */
export function problemLine(problem: Problem): string {
  return problemText[problem.key](problem.with ?? {});
}

function head(view: CaseView): Row[] {
  const { entry, kind, words, now } = view;
  return [
    { label: say.case.id, value: entry.id },
    { label: say.case.type, value: words.natures[natureOf(kind, entry.answers)]?.type ?? words.name },
    { label: say.case.unit, value: unitName(view) },
    { label: say.case.reported, value: shownInstant(entry.reportedAt, now) },
    { label: say.case.state, value: words.states[entry.state] ?? entry.state },
  ];
}

const unitName = ({ units, entry }: CaseView) =>
  units.find((unit) => unit.value === entry.unit)?.label ?? entry.unit;

const jourLine = ({ jour }: CaseView) => [line(jour ? say.danger.jour(jour) : say.danger.noJour, "alert")];

function line(text: string, tone?: "strong" | "subtle" | "alert"): Part {
  return { type: "text", text, ...(tone && { tone }) };
}

function openButton({ entry, words }: CaseView): Button {
  return {
    label: words.acts.open?.label ?? "open",
    action: { do: "open", record: entry.id },
    opens: "dialog",
  };
}

/** The acts whose buttons this card carries. One that asks something opens a dialog, so the card stays. */
function actButtons({ entry, kind, words, may }: CaseView, card: CardName): Button[] {
  return may
    .filter((name) => kind.acts[name]?.on.includes(card))
    .map((name) => ({
      label: words.acts[name]?.label ?? name,
      action: { do: "act", act: name, record: entry.id, version: entry.version },
      opens: kind.acts[name]?.asks ? "dialog" : "turn",
      ...(kind.acts[name]?.takes && { style: "primary" as const }),
    }));
}
