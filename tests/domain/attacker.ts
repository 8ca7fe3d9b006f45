import loadHighs from "highs";
import type { Cell, Published } from "#domain/suppression";

/**
 * Somebody who has every publication ever, knows how the tables are made and what may occur at all, and can
 * calculate. Written apart from the code: it knows no twins, only equations over whole numbers.
 */
export interface Knows {
  /** Everything a record may be: what is counted about it, and which publications count it. */
  readonly possible: readonly Possible[];
  readonly published: readonly Published[];
}

export interface Possible {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly in: readonly string[];
}

/** A number that must not be known: the possible records it counts, and what it is. */
export interface Secret {
  readonly what: string;
  readonly counts: (possible: Possible) => boolean;
  readonly value: number;
}

const highs = await loadHighs();

export const fits = ({ values }: Possible, where: Cell["where"]): boolean =>
  Object.entries(where).every(([name, value]) => values[name]?.includes(value));

const sum = (terms: readonly number[]) => terms.map((n) => `x${n}`).join(" + ");

/** The secrets that can be worked out: the least and the greatest they may be are the same. */
export function workedOut({ possible, published }: Knows, secrets: readonly Secret[]): readonly Secret[] {
  const among = (counts: (one: Possible) => boolean) =>
    possible.flatMap((one, n) => (counts(one) ? [n] : []));
  const equations = published
    .filter(({ shown }) => shown)
    .map(({ publication, where, value }) => ({
      terms: among((one) => one.in.includes(publication) && fits(one, where)),
      value,
    }));
  const facts = [
    ...new Set(equations.map(({ terms, value }) => (terms.length ? `${sum(terms)} = ${value}` : ""))),
  ]
    .filter(Boolean)
    .map((fact, n) => ` c${n}: ${fact}`);
  // Every history found so far; most secrets have another number in one of them.
  const histories: number[][] = [];
  /** The least or the most that some possible records may come to, as a history; none when there is no end to it. */
  const find = (direction: string, terms: readonly number[]): boolean => {
    const unknown = possible.map((_, n) => `x${n}`).join(" ");
    const { Status, Columns } = highs.solve(
      `${direction}\n obj: ${sum(terms)}\nSubject To\n${facts.join("\n")}\nGeneral\n ${unknown}\nEnd`,
    );
    if (Status === "Unbounded") return false;
    if (Status !== "Optimal") throw new Error(`The solver says ${Status}`);
    histories.push(possible.map((_, n) => Math.round(Number(Object(Columns[`x${n}`]).Primal ?? 0))));
    return true;
  };
  return secrets.filter(({ counts, value }) => {
    const terms = among(counts);
    if (terms.length === 0) return true;
    const other = () =>
      histories.some((history) => terms.reduce((total, n) => total + (history[n] ?? 0), 0) !== value);
    for (const direction of ["Minimize", "Maximize"]) {
      if (other() || !find(direction, terms)) return false;
    }
    return !other();
  });
}
