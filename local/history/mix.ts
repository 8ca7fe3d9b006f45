import type { Answers, LocalDate } from "#domain/record";
import { type Chance, happens, pick, weighted } from "./chance.ts";

/** What invented cases are made of, and how often: weights, not rules. */

export const categories = {
  care: 18,
  conduct: 9,
  abuse: 3,
  legal: 22,
  documentation: 14,
  placement: 8,
  cooperation: 12,
  organisation: 11,
  unknown: 3,
} as const;
export type Category = keyof typeof categories;

/** No breach of secrecy and no health care: nobody in Osby's demo could handle those. */
const codes: Readonly<Record<Category, readonly string[]>> = {
  care: ["UTF1", "UTF2", "UTF2", "UTF3", "UTF6"],
  conduct: ["BEM1", "BEM3", "BEM5"],
  abuse: ["OVG2", "OVG4"],
  legal: ["RTS1", "RTS1", "RTS2", "RTS3", "RTS4", "RTS6", "RTS9"],
  documentation: ["DOK1", "DOK1", "DOK2"],
  placement: ["PLA1", "PLA2", "PLA4"],
  cooperation: ["SAM1", "SAM2", "SAM3", "SAM5"],
  organisation: ["ORG1", "ORG3", "ORG4", "ORG6"],
  unknown: ["ORG5", "ORG6", "UTF3"],
};

/** How much of the usual is reported in a month; the rest of the year is whole. */
const seasons: Readonly<Record<string, number>> = { "06": 0.85, "07": 0.35, "08": 0.8, "12": 0.75 };
export const season = (day: LocalDate): number => seasons[day.slice(5, 7)] ?? 1;

/** How many are reported on a working day. */
export const aDay = { 0: 28, 1: 38, 2: 24, 3: 8 } as const;

const causes = {
  communication: 6,
  surroundings: 2,
  routines: 6,
  technology: 2,
  knowledge: 3,
  workload: 5,
  individual: 1,
  unknown: 1,
} as const;
const grounds = { law: 4, goal: 3, routine: 7, none: 1 } as const;
const probabilities = { 1: 3, 2: 5, 3: 4, 4: 1 } as const;
const severities = { 1: 5, 2: 6, 3: 2, 4: 0.4 } as const;

/** What a report says beside where and when. */
export function told(chance: Chance): Answers {
  return {
    concerns: weighted(chance, { recipient: 12, group: 4, outsider: 1, unsure: 1, other: 2 }),
    law: weighted(chance, { sol: 16, lvu: 2, lvm: 1, unknown: 1 }),
    consequence: weighted(chance, { none: 5, unease: 6, mild: 3, serious: 0.5, unknown: 3 }),
    measures: happens(chance, 25)
      ? ["secured", "contacted"]
      : [pick(chance, ["contacted", "informed", "other", "notYet"])],
  };
}

/** What an assessment finds, save where it leads. */
export function found(chance: Chance, category: Category | undefined, law: string): Answers {
  const cause = weighted(chance, causes);
  return {
    ground: weighted(chance, grounds),
    law,
    code: pick(chance, codes[category ?? "unknown"]),
    cause: happens(chance, 20) ? [...new Set([cause, weighted(chance, causes)])] : [cause],
    probability: weighted(chance, probabilities),
    severity: weighted(chance, severities),
  };
}

/** An action's type with how strong it is and where it is decided. */
export function sorted(chance: Chance) {
  const actionType = weighted(chance, {
    direct: 5,
    information: 8,
    training: 4,
    routine: 6,
    staffing: 1,
    technology: 2,
    cooperation: 3,
    selfInspection: 2,
  });
  const strong = actionType === "technology" || actionType === "staffing";
  const weak = actionType === "information" || actionType === "training";
  const strength = strong ? "strong" : weak ? "weak" : weighted(chance, { weak: 2, medium: 4, strong: 1 });
  return { actionType, strength, level: weighted(chance, { unit: 7, section: 1, department: 2 }) } as const;
}
