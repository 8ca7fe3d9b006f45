import type { Button, Card, Part } from "./card.ts";
import { lineCount } from "./list-card.ts";
import { line } from "./record-card.ts";
import { inspectionSay, someOf, yearSay } from "./text/follow-up.ts";
import { say } from "./text/sv.ts";

/** What has come of what was to be answered. */
interface Tally {
  readonly planned: number;
  readonly open: number;
  /** Of the open ones: most of their time has gone. */
  readonly late: number;
  readonly done: number;
  readonly missed: number;
}

/** How self-inspection goes at some units, this year. */
export interface Inspections extends Tally {
  readonly year: string;
  /** Of those done: something fell short. */
  readonly short: number;
  /** Compilations with their analysis, approved this year: the units' figures inspected as a whole. */
  readonly compiled: number;
  readonly items: readonly ShortItem[];
  readonly units: readonly UnitLine[];
}

/** What fell short again and again: what is asked, in which checklist, so many times of how many. */
export interface ShortItem {
  readonly text: string;
  readonly list: string;
  readonly short: number;
  readonly of: number;
}

/** How it goes at one unit, and what somebody should see to there. */
export interface UnitLine extends Tally {
  readonly name: string;
  /** So many in the last year; undefined where nothing can be reported, or it is not the reader's to know. */
  readonly reports?: number;
  readonly lacks: readonly ("plan" | "yearly" | "silent")[];
  /** Nothing ever fell short. */
  readonly good: boolean;
}

/** So many units are named where something should be seen to; all of them stand unit by unit. */
const mostNames = 5;

/** The whole on page 0, and after that the units, those first where most is to be seen to. */
export function inspectionsCard(
  asked: Inspections | "notUsed" | "notYours",
  waysOn: readonly Button[],
  page: number,
): Card {
  const card = { title: inspectionSay.title, surface: "message" } as const;
  if (asked === "notUsed") return { ...card, parts: [line(inspectionSay.notUsed)], buttons: [] };
  if (asked === "notYours") return { ...card, parts: [line(say.lists.notYours)], buttons: [] };
  if (page > 0) return { ...card, ...unitsPage(asked.units, page) };
  return {
    ...card,
    parts: [
      line(inspectionSay.text(asked.year), "subtle"),
      { type: "rows", rows: figureRows(asked) },
      ...itemParts(asked.items),
      ...signalParts(asked.units),
    ],
    buttons: [
      turn(inspectionSay.units, 1),
      { label: yearSay.button, action: { do: "year" }, opens: "turn" },
      ...waysOn,
    ],
  };
}

const turn = (label: string, page: number): Button => ({
  label,
  action: { do: "inspections", page },
  opens: "turn",
});

function figureRows(all: Inspections) {
  const names = ["planned", "open", "late", "done", "short", "missed", "compiled"] as const;
  // What is part of another figure, or not every unit's, is worth a line only when there is some.
  const seldom = ["late", "short", "compiled"];
  const shown = names.filter((name) => all[name] > 0 || !seldom.includes(name));
  return shown.map((name) => ({ label: inspectionSay.figures[name], value: String(all[name]) }));
}

function itemParts(items: readonly ShortItem[]): Part[] {
  const { title, none, count } = inspectionSay.items;
  const rows = items.map(({ text, list, short, of }) => ({ label: text, value: count(short, of, list) }));
  return [line(title, "strong"), rows.length > 0 ? { type: "rows", rows } : line(none)];
}

/** The units that something should be seen to at, by what it is. */
function signalParts(units: readonly UnitLine[]): Part[] {
  const signs = ["plan", "yearly", "silent", "good"] as const;
  const parts = signs.flatMap((sign): Part[] => {
    const has = ({ lacks, good }: UnitLine) => (sign === "good" ? good : lacks.includes(sign));
    const names = units.filter(has).map(({ name }) => name);
    const { title, text } = inspectionSay.signals[sign];
    return names.length === 0
      ? []
      : [line(`${title}: ${names.length}`, "strong"), line(someOf(names, mostNames)), line(text, "subtle")];
  });
  const lacking = units.some(({ lacks }) => lacks.length > 0);
  return lacking || units.length === 0 ? parts : [...parts, line(inspectionSay.allWell)];
}

function unitsPage(units: readonly UnitLine[], asked: number): Pick<Card, "parts" | "buttons"> {
  const at = Math.min(asked, Math.max(1, Math.ceil(units.length / lineCount)));
  const some = units.slice((at - 1) * lineCount, at * lineCount);
  const rest = units.length - at * lineCount;
  const rows = some.map((unit) => ({ label: unit.name, value: unitText(unit) }));
  return {
    parts: [rows.length > 0 ? { type: "rows", rows } : line(inspectionSay.noUnits)],
    buttons: [
      ...(rest > 0 ? [turn(say.lists.more(rest), at + 1)] : []),
      at > 1 ? turn(say.lists.back, at - 1) : turn(inspectionSay.whole, 0),
    ],
  };
}

/** What has come of its self-inspections, how much it reports, and what it lacks. */
function unitText({ reports, lacks, good, late, ...counts }: UnitLine): string {
  const { unit, signals } = inspectionSay;
  const told = (["done", "missed", "open", "planned"] as const).flatMap((name) =>
    counts[name] > 0 ? [unit[name](counts[name], late)] : [],
  );
  return [
    told.length > 0 ? told.join(", ") : unit.none,
    ...(reports ? [unit.reports(reports)] : []),
    ...lacks.map((name) => signals[name].title),
    ...(good ? [signals.good.title] : []),
  ]
    .map((sentence) => `${sentence}.`)
    .join(" ");
}
