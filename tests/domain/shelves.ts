import { halfYearOf } from "#domain/calendar";
import type { Compiled, Earlier } from "#domain/compilation";
import type { CompiledName } from "#domain/documents/index";
import type { Figure, Grid, Where } from "#domain/figure";
import type { LocalDate, UnitId } from "#domain/record";
import { compileOver, type ReadShelf } from "#functions/compile";
import { shipped } from "#functions/house";
import { type Item, shelfOf } from "#functions/storage/store";
import { factsOf, type Raw, type Stretch, standing, town } from "./histories.ts";
import { recount } from "./recount-figures.ts";
import { figuresOf, whereOf } from "./wanted.ts";

/** Records on their shelves, counted by the engine and by the recount. */

export interface Asked {
  readonly raws: readonly Raw[];
  readonly stretch: Stretch;
  readonly until: string;
  readonly document: CompiledName;
  /** A part of the municipality; the whole when left out. */
  readonly unit?: string;
  readonly earlier?: readonly Earlier[];
  /** Nothing is hidden. */
  readonly open?: true;
}

/** Pages of three, in the order they came. */
function readShelf(raws: readonly Raw[]): ReadShelf {
  const items = raws.map((raw): Item => {
    const facts = factsOf(raw);
    const halfYear = shelfOf.halfYear(town.tenant, halfYearOf(facts.reportedOn as LocalDate));
    const shelfPK = standing.includes(raw.kind) ? shelfOf.standing(town.tenant, raw.kind) : halfYear;
    return { PK: `T#${town.tenant}#R#${raw.id}`, SK: "RECORD", shelfPK, facts };
  });
  return async (pk, from = "0") => {
    const shelf = items.filter(({ shelfPK }) => shelfPK === pk);
    const next = Number(from) + 3;
    return { items: shelf.slice(Number(from), next), ...(next < shelf.length && { next: `${next}` }) };
  };
}

const top = "sandby";

/** As the engine counts it. */
export function count(asked: Asked): Promise<Compiled> {
  const { raws, stretch, until, document, unit = top, earlier = [] } = asked;
  return compileOver(readShelf(raws), shipped, {
    municipality: town,
    unit: unit as UnitId,
    period: stretch.now,
    until: until as LocalDate,
    figures: figuresOf(document, asked.open),
    where: whereOf(document),
    earlier,
  });
}

const below: Readonly<Record<string, readonly string[]>> = {
  aldre: ["aldre", "hemtjanst", "boende"],
  boende: ["boende"],
};

/** As it is recounted, nothing hidden. */
export function countAgain(asked: Asked): Readonly<Record<string, Grid>> {
  const { unit = top, document, earlier = [] } = asked;
  const part = below[unit];
  const units = ["barn", "vuxen", "hemtjanst", "boende"].filter((one) => !part || part.includes(one));
  return Object.fromEntries(
    figuresOf(document, asked.open).map(({ kind, name }) => {
      const figure: Figure | undefined = shipped[kind]?.kind.figures?.[name];
      if (!figure) throw new Error(`no figure ${kind}/${name}`);
      const narrowed = { ...figure, where: { ...figure.where, ...whereOf(document)[kind] } };
      const whole = asked.open ? narrowed : untopped(narrowed);
      const more = { units, part, volumes: town.volumes, earlier: earlier.filter(({ same }) => same) };
      return [`${kind}/${name}`, recount(kind, whole, { ...asked, ...more })];
    }),
  );
}

/** Which are the most frequent is told by what is shown: where something is hidden, all rows are needed. */
function untopped(figure: Figure): Figure {
  if (figure.shape !== "table") return figure;
  const { rows, columns, ...rest } = figure;
  const all = { top: 99 };
  return { ...rest, rows: { ...rows, ...all }, ...(columns && { columns: { ...columns, ...all } }) };
}

/**
 * Whether a value may be from one to four in a document that is published: no count of records, or a total of the
 * whole municipality, or in nothing that is published.
 */
export function mayBeFew(asked: Asked, key: string, row: string, column: string): boolean {
  const wanted = figuresOf(asked.document, asked.open).find(({ kind, name }) => `${kind}/${name}` === key);
  const figure = shipped[wanted?.kind ?? ""]?.kind.figures?.[wanted?.name ?? ""];
  if (!wanted || !figure || wanted.open) return true;
  const isWhole = asked.unit === undefined;
  switch (figure.shape) {
    case "table":
      return (
        isWhole &&
        (row === "total" || isTotal(asked, figure.rows.by, row)) &&
        (column === "total" || isTotal(asked, figure.columns?.by, column))
      );
    case "trend":
      return isWhole && (row === "total" || figure.totals === true);
    case "spans":
      return column !== "counted";
    case "shares": {
      const share = figure.shares.find(({ name }) => name === row);
      const counted = { ...share?.of, ...(column === "part" && share?.part) };
      return column === "share" || (isWhole && isWholeOf(asked, wanted.kind, counted));
    }
    case "rates":
      return column !== "counted";
    case "afterwards":
      return isWhole;
    default:
      return false;
  }
}

/** Whether these conditions are those of a whole figure, one of the natures, or none, once what adds nothing is left out. */
function isWholeOf(asked: Asked, kind: string, counted: Where): boolean {
  const { figures = {}, implied = {} } = shipped[kind]?.kind ?? {};
  const left = Object.entries(counted).filter(([name]) => !((implied[name] ?? "") in counted));
  const natures = left.length === 1 && left[0]?.[0] === "nature";
  const told = JSON.stringify(left.sort());
  const wholes = figuresOf(asked.document)
    .filter((wanted) => wanted.kind === kind && !wanted.open)
    .map(({ name }) => JSON.stringify(Object.entries(figures[name]?.where ?? {}).sort()));
  return left.length === 0 || natures || wholes.includes(told);
}

/** A heading that is the whole of what the document is about, or one of the natures, which are totals too. */
const isTotal = ({ document }: Asked, by = "", column: string) =>
  by === "nature" || Object.values(whereOf(document)).some((where) => where[by] === column);
