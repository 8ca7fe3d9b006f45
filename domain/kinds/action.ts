import { actionFigures } from "../figures/action.ts";
import type { Step } from "../form.ts";
import type { Kind } from "../kind.ts";
import { actionTypes } from "./codes.ts";

/** What is done so that it does not happen again (SOSFS 2011:9 5 kap. 7-8 §§): out of a case, or standing alone. */

/** Shared with the kinds whose cases give rise to actions. */
export const actionFields = {
  plan: { type: "text", max: 800, multiline: true },
  owner: { type: "person" },
  due: { type: "day", ahead: true },
  followOn: { type: "day", ahead: true, notBefore: "due" },
  actionType: { type: "choice", options: actionTypes },
  strength: { type: "choice", options: ["weak", "medium", "strong"] },
  level: { type: "choice", options: ["unit", "section", "department", "organisation", "committee"] },
  process: { type: "text", max: 120, optional: true },
} as const;

export const actionSteps = [
  { name: "plan", fields: ["plan", "owner", "due", "followOn"], page: "plan", advised: ["mendRoutine"] },
  {
    name: "sort",
    fields: ["actionType", "strength", "level", "process"],
    page: "sort",
    sends: true,
  },
] as const satisfies readonly Step[];

const leaders = ["owner", "desk", "manager", "sas"] as const;

export const action = {
  name: "action",
  starts: [
    "unitManager",
    "departmentManager",
    "director",
    "sas",
    "mas",
    "mar",
    "qualityCoordinator",
    "contractManager",
  ],
  form: {
    fields: {
      unit: { type: "unit", known: "person.unit" },
      source: {
        type: "choice",
        options: [
          "deviation",
          "lexSarah",
          "complaint",
          "selfInspection",
          "risk",
          "compilation",
          "proposal",
          "nonCompliance",
          "meeting",
          "other",
        ],
      },
      ...actionFields,
      doneNote: { type: "text", max: 800, multiline: true, optional: true },
      effect: { type: "choice", options: ["yes", "partly", "no"] },
      effectHow: { type: "text", max: 800, multiline: true },
      changeReason: { type: "text", max: 500, multiline: true },
    },
    steps: [{ name: "source", fields: ["unit", "source"], page: "source" }, ...actionSteps],
  },
  states: ["planned", "done", "followed", "noEffect", "cancelled"],
  ended: ["followed", "noEffect", "cancelled"],
  holder: { field: "owner", states: ["planned"] },
  undertaken: true,
  settles: {
    void: ["cancelled"],
    done: ["done"],
    settled: ["followed", "noEffect", "cancelled"],
    outcome: ({ effect }) => (typeof effect === "string" ? effect : undefined),
  },
  acts: {
    open: {
      from: ["planned", "done", "followed", "noEffect", "cancelled"],
      who: ["owner", "desk", "manager", "sas", "reporter"],
      on: [],
      quiet: true,
    },
    finish: {
      from: ["planned"],
      to: "done",
      who: leaders,
      on: ["case"],
      asks: [{ name: "finish", fields: ["doneNote"], page: "finish", sends: true }],
      tells: [{ who: "desk" }],
    },
    followUp: {
      from: ["done"],
      to: [{ when: { field: "effect", is: "no" }, to: "noEffect" }, { to: "followed" }],
      who: ["desk", "manager", "sas"],
      on: ["case"],
      asks: [{ name: "effect", fields: ["effect", "effectHow"], page: "effect", sends: true }],
      tells: [{ field: "owner" }],
    },
    change: {
      from: ["planned"],
      who: ["desk", "manager", "sas"],
      on: ["dialog"],
      asks: [
        {
          name: "change",
          fields: ["owner", "due", "followOn", "changeReason"],
          page: "change",
          sends: true,
        },
      ],
      tells: [{ field: "owner" }],
    },
    postpone: {
      from: ["done"],
      who: ["desk", "manager", "sas"],
      on: ["dialog"],
      asks: [{ name: "postpone", fields: ["followOn", "changeReason"], page: "postpone", sends: true }],
    },
    cancel: {
      from: ["planned"],
      to: "cancelled",
      who: ["desk", "manager", "sas"],
      on: ["dialog"],
      asks: [{ name: "cancel", fields: ["changeReason"], page: "cancel", sends: true }],
      tells: [{ field: "owner" }],
    },
  },
  guards: {},
  routes: [
    {
      desk: ["unitManager", "sas", "departmentManager", "director"],
      restricted: false,
      tells: [{ field: "owner" }],
    },
  ],
  deadlines: [
    { name: "done", while: ["planned"], days: { field: "due" } },
    { name: "followed", while: ["done"], days: { field: "followOn" } },
  ],
  nature: { field: "actionType", unset: "direct" },
  happened: [],
  facts: ["source", "actionType", "strength", "level", "due", "followOn", "effect"],
  // Only what was followed up has an effect to count.
  counts: ({ effect }) => ({ followed: effect ? "yes" : "no" }),
  figures: actionFigures,
  uncounted: ["cancelled"],
  possible: [
    ...actionTypes.map((actionType) => ({ actionType })),
    ...["weak", "medium", "strong"].map((strength) => ({ strength })),
    ...["yes", "no"].map((late) => ({
      state: "planned",
      open: "yes",
      late,
      followed: "no",
      effect: "unset",
    })),
    { state: "done", open: "yes", late: "no", followed: "no", effect: "unset" },
    ...["yes", "partly"].map((effect) => ({
      ...{ state: "followed", open: "no", late: "no", followed: "yes", effect },
    })),
    { state: "noEffect", open: "no", late: "no", followed: "yes", effect: "no" },
  ],
  bonds: [["state", "open", "late", "followed", "effect"]],
  harm: [],
  shelf: "standing",
  law: () => ["managementSystem"],
} as const satisfies Kind;
