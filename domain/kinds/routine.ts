import type { Form, Step } from "../form.ts";
import type { Act, DeadlineRule, Kind } from "../kind.ts";
import { adoptionLevels } from "../municipality-codes.ts";
import { actionFields, actionSteps } from "./action.ts";
import { proposalFields } from "./proposal.ts";

/**
 * A process and its routines (SOSFS 2011:9 4 kap.): what is done in which order, by whom, where that is written, who
 * keeps it up to date, who reviewed and adopted it, and when it is looked at again. Names and places only: what the
 * routine says stands where it is kept.
 */

/** A change that is small needs no new decision on the whole: that is no level of a document. */
const levels = adoptionLevels.filter((level) => level !== "minor");

/** Those who may keep a routine up to date. */
const owners = [
  "unitManager",
  "departmentManager",
  "director",
  "sas",
  "mas",
  "mar",
  "qualityCoordinator",
] as const;

const fields = {
  name: { type: "text", max: 200, open: true },
  belongsTo: { type: "text", max: 200, open: true },
  activities: { type: "text", max: 1500, multiline: true, open: true, optional: true },
  appliesTo: { type: "text", max: 300, open: true },
  location: { type: "text", max: 500, open: true, link: true },
  unit: { type: "unit", known: "person.unit" },
  document: { type: "choice", options: levels },
  ownerRole: { type: "choice", options: owners },
  reviewOn: { type: "day", since: "today" },
  read: { type: "choice", options: ["no", "once", "yearly"] },
  scope: { type: "choice", options: ["minor", "whole"] },
  changed: { type: "text", max: 800, multiline: true },
  reviewed: { type: "choice", options: ["yes", "no"] },
  reviewNote: { type: "text", max: 1000, multiline: true, optional: true },
  adoptedOn: { type: "day", known: "today" },
  paragraph: { type: "text", max: 40, optional: true },
  returnReason: { type: "text", max: 800, multiline: true },
  withdrawReason: { type: "text", max: 500, multiline: true },
  ...proposalFields,
  ...actionFields,
} as const satisfies Form["fields"];

const what = { name: "what", fields: ["name", "belongsTo", "location"], page: "what" } as const;
const whom = { name: "whom", fields: ["appliesTo", "activities"], page: "whom" } as const;
const keep = ["document", "ownerRole", "reviewOn", "read"] as const;

/** The same again, as it is now, to be changed. */
const again = (name: string, ...more: readonly string[]): readonly Step[] => [
  what,
  whom,
  { name, fields: [...keep, ...more], page: name, sends: true },
];

/** A form of one step. */
const one = <N extends string>(name: N, ...names: readonly (keyof typeof fields & string)[]) =>
  [{ name, fields: names, page: name, sends: true }] as const satisfies readonly Step[];

/** It holds; in the second somebody has undertaken to mend it. */
const inUse = ["inForce", "mending"] as const;
const standing = ["listed", ...inUse] as const;
const moving = ["review", "adoption", "minorAdoption"] as const;
const known = [...standing, ...moving] as const;

const deadlines: readonly DeadlineRule[] = [
  { name: "lookedAt", while: standing, review: true, days: { field: "reviewOn" } },
  { name: "goesOn", while: moving, days: "idle" },
];

const acts = {
  open: { from: [...known, "withdrawn"], who: ["anyone"], on: [], quiet: true },
  confirm: {
    from: known,
    who: ["anyone"],
    on: ["case", "dialog"],
    guards: ["isRead"],
    signs: true,
  },
  submit: {
    from: ["listed"],
    to: "review",
    who: ["desk", "sas"],
    on: ["case", "dialog"],
    renews: true,
    clears: ["scope"],
    asks: again("submit"),
    tells: [{ who: "desk" }],
  },
  revise: {
    from: inUse,
    to: "review",
    who: ["desk", "sas"],
    on: ["dialog"],
    renews: true,
    asks: again("revise", "scope", "changed"),
    tells: [{ who: "desk" }],
  },
  review: {
    from: ["review"],
    to: [
      { when: { field: "reviewed", is: "no" }, to: "listed" },
      { when: { field: "scope", is: "minor" }, to: "minorAdoption" },
      { to: "adoption" },
    ],
    who: ["desk"],
    on: ["case", "dialog"],
    asks: one("examine", "reviewed", "reviewNote"),
    tells: [{ who: "desk" }],
  },
  adopt: {
    from: ["adoption", "minorAdoption"],
    to: "inForce",
    who: ["desk"],
    on: ["case", "dialog"],
    cites: true,
    clears: ["scope", "changed"],
    asks: one("adopt", "adoptedOn", "reviewOn", "paragraph"),
    tells: [{ who: "desk" }, { role: "sas" }, { role: "unitManager" }],
  },
  sendBack: {
    from: ["adoption", "minorAdoption"],
    to: "review",
    who: ["desk"],
    on: ["dialog"],
    asks: one("sendBack", "returnReason"),
    tells: [{ who: "desk" }],
  },
  mend: {
    from: inUse,
    who: ["desk", "sas"],
    on: ["dialog"],
    makes: {
      kind: "action",
      answers: () => ({ source: "nonCompliance" }),
    },
    proposes: () => ({ actionType: "routine" }),
    asks: actionSteps,
  },
  stillHolds: {
    from: inUse,
    who: ["desk", "sas"],
    on: ["dialog"],
    asks: one("stillHolds", "reviewOn"),
  },
  faulty: {
    from: known,
    who: ["anyone"],
    on: ["dialog"],
    freely: true,
    makes: {
      kind: "proposal",
      answers: ({ name }, { id }) => ({ source: "routine", routine: id, ...(name && { routineName: name }) }),
    },
    // Which process it is of is known.
    asks: one("proposal", "proposal", "benefit"),
  },
  local: {
    from: known,
    who: ["anyone"],
    on: ["dialog"],
    freely: true,
    guards: ["overall"],
    makes: {
      kind: "routine",
      answers: (_, { id }) => ({ document: "local", ownerRole: "unitManager", variantOf: id }),
    },
    proposes: ({ read = "no" }) => ({ read }),
    asks: [what, whom, { name: "local", fields: ["unit", "reviewOn", "read"], page: "local", sends: true }],
  },
  withdraw: {
    from: standing,
    to: "withdrawn",
    who: ["desk", "sas"],
    on: ["dialog"],
    asks: one("withdraw", "withdrawReason"),
    tells: [{ role: "unitManager" }],
  },
} as const satisfies Readonly<Record<string, Act>>;

export const routine = {
  name: "routine",
  starts: owners,
  public: true,
  form: { fields, steps: [what, whom, { name: "keep", fields: ["unit", ...keep], page: "keep" }] },
  states: ["listed", ...moving, ...inUse, "withdrawn"],
  ended: ["withdrawn"],
  desks: {
    listed: { field: "ownerRole" },
    review: { roles: ["sas"] },
    adoption: { adopts: "document" },
    minorAdoption: { adopts: "scope" },
    inForce: { field: "ownerRole" },
    mending: { field: "ownerRole" },
  },
  follows: { from: inUse, open: "mending", done: "inForce", failed: "no" },
  acts,
  guards: {
    /** Somebody is to confirm having read it. */
    isRead: { holds: ({ answers }) => (answers.read ?? "no") !== "no", otherwise: "notAllowed" },
    /** A local variant has no variants of its own. */
    overall: { holds: ({ answers }) => answers.document !== "local", otherwise: "notAllowed" },
  },
  routes: [{ desk: ["sas", "director"], restricted: false, tells: [] }],
  deadlines,
  nature: { field: "document", unset: "routine" },
  happened: [],
  facts: ["name", "belongsTo", "appliesTo", "location", "document", "read", "adoptedOn", "variantOf"],
  register: { by: "name" },
  // Adopted here, or listed by the municipality; what somebody has put in the register is a proposal until then.
  counts: ({ source }, { adoptOn }) => ({ holds: adoptOn || source === "file" ? "yes" : "no" }),
  reading: { field: "read", when: { holds: "yes" }, since: "adopt" },
  searched: { name: "name", words: ["belongsTo", "appliesTo"], place: "location" },
  listed: ({ processes }) =>
    processes.flatMap(({ unit, process, activities, routines }) =>
      routines.map(({ name, appliesTo, location, level, owner, adoptedOn, reviewOn, read }) => ({
        ...{ source: "file", unit, name, location, read, belongsTo: process, document: level },
        appliesTo: appliesTo.join(", "),
        ...(activities.length > 0 && { activities: activities.join("\n") }),
        ownerRole: owner ?? "unitManager",
        ...(adoptedOn && { adoptedOn }),
        ...(reviewOn && { reviewOn }),
      })),
    ),
  harm: [],
  shelf: "standing",
  law: () => ["managementSystem"],
} as const satisfies Kind;
