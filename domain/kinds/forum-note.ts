import { ask } from "../form.ts";
import type { Act, Kind } from "../kind.ts";
import { actionFields, actionSteps } from "./action.ts";
import { controlFields, controlSteps } from "./control.ts";
import { proposalFields, proposalSteps } from "./proposal.ts";

/**
 * What a forum on quality came to: a quality council or dialogue, a staff meeting, a talk with the unions. What it
 * decides is begun out of it, so that it is found again where it was decided (Malmö 2.5).
 */

const text = (max: number) => ({ type: "text", max, multiline: true }) as const;

const forums = [
  "qualityCouncil",
  "qualityDialogue",
  "riskDialogue",
  "staffMeeting",
  "cooperation",
  "other",
] as const;

const states = ["noted", "closed"] as const;

/** Those who were there, as far as is known: whoever may read it may go on with it. */
const handlers = ["desk", "manager", "sas", "reader"] as const;

const acts = {
  open: {
    from: states,
    who: ["desk", "manager", "sas", "reader", "leader"],
    on: [],
    quiet: true,
  },
  addAction: {
    from: ["noted"],
    who: handlers,
    on: ["case"],
    freely: true,
    asks: actionSteps,
    makes: { kind: "action", answers: () => ({ source: "meeting" }) },
  },
  // It may be for another unit than the note's: what a council decides is often for all.
  addControl: {
    from: ["noted"],
    who: handlers,
    on: ["case"],
    freely: true,
    asks: controlSteps,
    makes: { kind: "control", answers: () => ({}) },
  },
  addProposal: {
    from: ["noted"],
    who: handlers,
    on: ["dialog"],
    freely: true,
    asks: proposalSteps,
    makes: { kind: "proposal", answers: () => ({ source: "meeting" }) },
  },
  add: {
    from: ["noted"],
    who: handlers,
    on: ["dialog"],
    writes: true,
    freely: true,
    asks: ask("add", "more"),
  },
  change: {
    from: ["noted"],
    who: handlers,
    on: ["dialog"],
    renews: true,
    asks: ask("change", "forum", "heldOn", "note"),
  },
  move: {
    from: ["noted"],
    who: handlers,
    on: ["dialog"],
    asks: ask("move", "unit"),
    moves: true,
  },
  close: { from: ["noted"], to: "closed", who: handlers, on: ["dialog"] },
  reopen: { from: ["closed"], to: "noted", who: handlers, on: ["dialog"] },
} as const satisfies Readonly<Record<string, Act>>;

export const forumNote = {
  name: "forumNote",
  starts: ["unitManager", "departmentManager", "director", "sas", "qualityCoordinator"],
  form: {
    fields: {
      // What they came to is what is read first.
      note: text(2000),
      forum: { type: "choice", options: forums },
      heldOn: { type: "day", known: "today" },
      unit: { type: "unit", known: "person.unit", held: true },
      more: text(2000),
      ...actionFields,
      ...controlFields,
      ...proposalFields,
    },
    steps: [
      { name: "meeting", fields: ["forum", "heldOn", "unit"], page: "note" },
      { name: "note", fields: ["note"], page: "note", sends: true },
    ],
  },
  states,
  ended: ["closed"],
  acts,
  guards: {},
  routes: [{ desk: ["unitManager", "departmentManager", "director", "sas"], restricted: false, tells: [] }],
  nature: { field: "forum", unset: "other" },
  happened: ["heldOn"],
  facts: ["forum", "heldOn"],
  register: { by: "heldOn", descending: true },
  readers: ["departmentManager", "director", "sas", "qualityCoordinator"],
  harm: [],
  shelf: "standing",
  law: () => ["managementSystem"],
} as const satisfies Kind;
