import { checklists } from "../checklists/index.ts";
import { ask, type Step } from "../form.ts";
import type { Act, Kind, Repeats } from "../kind.ts";
import { type Cadence, occurrences } from "../occurrences.ts";
import type { Answers } from "../record.ts";

/**
 * A plan for self-inspection (SOSFS 2011:9 5 kap. 2 §): which checklist, at which units, who answers, how often and
 * within how many days. It begins a run at each unit every time; a change holds from the next one on.
 */

const cadences = ["month", "quarter", "tertial", "halfYear", "year", "dates"] as const;
/** So many days a run is open. */
const windows = ["7", "14", "21", "30"] as const;
const answerers = [
  "unitManager",
  "departmentManager",
  "director",
  "sas",
  "mas",
  "mar",
  "qualityCoordinator",
] as const;

/** Shared with the kinds that give rise to plans. */
export const controlFields = {
  checklist: { type: "checklist" },
  below: { type: "choice", options: ["own", "below"] },
  theme: { type: "text", max: 120, open: true, optional: true },
  answers: { type: "choice", options: answerers },
  every: { type: "choice", options: cadences },
  dates: { type: "text", max: 80, open: true, dates: true },
  window: { type: "choice", options: windows },
  aggregated: { type: "choice", options: ["no", "yes"] },
  first: { type: "day", since: "today", known: "today" },
} as const;

export const controlSteps = [
  { name: "which", fields: ["checklist", "theme"], page: "which" },
  { name: "where", fields: ["unit", "below"], page: "which" },
  { name: "when", fields: ["every"], press: "every", page: "when" },
  { name: "dates", fields: ["dates"], page: "when", when: [{ field: "every", is: "dates" }] },
  { name: "window", fields: ["answers", "window", "first", "aggregated"], page: "window", sends: true },
] as const satisfies readonly Step[];

/** How often, as the answers say it. */
export function cadenceOf({ every, dates }: Answers): Cadence {
  if (every === "dates") return { on: String(dates ?? "").match(/\d\d-\d\d/g) ?? [] };
  return cadences.find((each) => each === every && each !== "dates") as Exclude<Cadence, object>;
}

/** What a plan begins, and when. */
const repeats: Repeats = {
  kind: "selfInspection",
  while: ["standing"],
  since: "first",
  due: (answers, after, upTo) => occurrences(cadenceOf(answers), Number(answers.window), after, upTo),
  isBelow: ({ below }) => below === "below",
  checklist: "checklist",
  answers: ({ answers, theme, aggregated }) => ({
    answers: answers ?? "unitManager",
    aggregated: aggregated ?? "no",
    ...(theme && { theme }),
  }),
};

const states = ["standing", "ended"] as const;

const acts = {
  open: {
    from: states,
    who: ["desk", "sas", "manager", "reader", "leader"],
    on: [],
    quiet: true,
  },
  change: {
    from: ["standing"],
    who: ["desk", "sas"],
    on: ["dialog"],
    renews: true,
    asks: [
      { name: "when", fields: ["every"], page: "change" },
      { name: "dates", fields: ["dates"], page: "dates", when: [{ field: "every", is: "dates" }] },
      { name: "window", fields: ["answers", "window", "theme", "aggregated"], page: "window", sends: true },
    ],
  },
  end: {
    from: ["standing"],
    to: "ended",
    who: ["desk", "sas"],
    on: ["dialog"],
    asks: ask("end", "endReason"),
  },
} as const satisfies Readonly<Record<string, Act>>;

export const control = {
  name: "control",
  starts: ["unitManager", "departmentManager", "director", "sas", "mas", "qualityCoordinator"],
  form: {
    fields: {
      unit: { type: "unit", known: "person.unit", held: true },
      ...controlFields,
      endReason: { type: "text", max: 500, multiline: true },
    },
    steps: controlSteps,
  },
  states,
  ended: ["ended"],
  acts,
  guards: {},
  repeats,
  routes: [{ desk: ["unitManager", "departmentManager", "director", "sas"], restricted: false, tells: [] }],
  nature: { field: "every", unset: "quarter" },
  happened: [],
  facts: ["checklist", "below", "answers", "every", "dates", "window", "aggregated", "first"],
  // What it is called: the municipality may have checklists of its own.
  counts: ({ checklist }, _, { checklists: own = [] }): Answers => {
    const title = [...own, ...checklists].find(({ id }) => id === checklist)?.title;
    return title ? { title } : {};
  },
  register: { by: "title" },
  readers: ["departmentManager", "director", "sas", "qualityCoordinator", "unitManager"],
  harm: [],
  shelf: "standing",
  law: () => ["managementSystem"],
} as const satisfies Kind;
