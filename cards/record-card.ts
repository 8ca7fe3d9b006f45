import type { View } from "#domain/access";
import { type Kind, routeOf, typeOf } from "#domain/kind";
import { answerWithinMinutes } from "#domain/place";
import type { CardName, Entry, Instant, LawRef, Problem } from "#domain/record";
import type { Button, Card, Option, Part, Row } from "./card.ts";
import { answerText } from "./form-card.ts";
import { listed, problemText, say } from "./text/sv.ts";
import type { KindWords } from "./text/words.ts";
import { shownInstant } from "./when.ts";

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
  /** The name of whoever took it, and when. */
  readonly taker?: { readonly name: string; readonly at: Instant };
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
  const { entry, taker, now } = view;
  const urgent = entry.urgent && !taker;
  const buttons = actButtons(view, "case");
  const guidance = taker ? undefined : guidanceOf(view, buttons.length > 0);
  const parts: Part[] = [
    { type: "rows", rows: [{ label: say.case.id, value: entry.id }, ...head(view)] },
    ...(taker ? [line(say.case.taken(taker.name, shownInstant(taker.at, now)), "strong")] : []),
    ...(urgent ? [line(say.case.urgentText(answerWithinMinutes), "alert")] : []),
    ...(guidance ? [line(guidance)] : []),
    ...(entry.restricted && view.sight === "full" ? [line(say.case.restricted, "subtle")] : []),
    ...(taker || buttons.length > 0 ? [] : [line(say.case.notice, "subtle")]),
  ];
  return {
    title: urgent ? say.case.urgentTitle : taker ? say.case.takenTitle : say.case.title,
    surface: "message",
    parts,
    buttons: [...buttons, openButton(view, view.words.acts.open?.label ?? say.case.id)],
  };
}

/** What is left of a card when the case has gone elsewhere: nothing that tells what or where. */
export function blankCard(): Card {
  return { title: say.case.blankTitle, surface: "message", parts: [line(say.case.blank)], buttons: [] };
}

/** The case as its reader may see it. On a dialog only, which leaves no trace in the chat. */
export function caseDialog(
  view: CaseView,
  fields: readonly string[],
  texts: Readonly<Record<string, string>> | undefined,
  reporter: string | undefined,
): Card {
  const { entry, kind, words, units, taker, now, sight } = view;
  const inHead = ["unit", kind.nature.field];
  const shown = fields.filter(
    (name) => !inHead.includes(name) && (name in (texts ?? {}) || name in entry.answers),
  );
  const rows = shown.map(
    (name): Row => ({
      label: words.fields[name]?.read ?? words.fields[name]?.label ?? name,
      value: texts?.[name] ?? answerText(kind.form, words, units, name, entry.answers[name]),
    }),
  );
  const buttons = sight === "own" ? [] : actButtons(view, "case").filter(({ opens }) => opens === "turn");
  const guidance = sight === "own" || taker ? undefined : guidanceOf(view, buttons.length > 0);
  const hides = routeOf(kind, entry.answers).hides !== undefined;
  return {
    title: entry.id,
    surface: "dialog",
    parts: [
      ...(entry.urgent
        ? [
            line(say.danger.call, "alert"),
            ...(view.jour.length > 0 ? [line(say.danger.jour(view.jour.join(", ")))] : []),
          ]
        : []),
      ...(hides && sight !== "own" ? [line(say.case.hides, "alert")] : []),
      ...(taker ? [line(say.case.taken(taker.name, shownInstant(taker.at, now)), "strong")] : []),
      ...(guidance ? [line(guidance)] : []),
      ...(texts ? [] : [line(say.case.noText, "alert")]),
      { type: "rows", rows },
      {
        type: "rows",
        rows: [
          ...head(view),
          ...(reporter ? [{ label: say.case.reporter, value: reporter }] : []),
          ...(entry.law.length > 0 ? [{ label: say.case.law, value: lawText(entry.law) }] : []),
        ],
      },
    ],
    buttons,
  };
}

/** Provisions by the act they stand in: `Socialtjänstlagen (2025:400) 27 kap. 2 §, 27 kap. 5 §`. */
function lawText(law: readonly LawRef[]): string {
  const titles = [...new Set(law.map(({ title }) => title))];
  const sections = (title: string) =>
    law.flatMap((row) => (row.title === title && row.section ? row.section : []));
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

/** What a case of this type asks of its reader. */
function guidanceOf({ kind, words, entry, sight }: CaseView, acts: boolean): string | undefined {
  const nature = words.natures[typeOf(kind, entry)];
  return sight === "harm" ? nature?.harm : acts ? nature?.desk : undefined;
}

function head(view: CaseView): Row[] {
  const { entry, kind, words, now } = view;
  return [
    { label: say.case.type, value: words.natures[typeOf(kind, entry)]?.type ?? words.name },
    { label: say.case.unit, value: unitName(view) },
    { label: say.case.reported, value: shownInstant(entry.reportedAt, now) },
    { label: say.case.state, value: words.states[entry.state] ?? entry.state },
  ];
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
export function actButtons({ entry, kind, words, may }: CaseView, card: CardName): Button[] {
  return may
    .filter((name) => kind.acts[name]?.on.includes(card))
    .map((name) => ({
      label: words.acts[name]?.label ?? name,
      action: { do: "act", act: name, record: entry.id, version: entry.version },
      opens: kind.acts[name]?.asks ? "dialog" : "turn",
      ...(kind.acts[name]?.takes && { style: "primary" as const }),
    }));
}
