import type { Step } from "../form.ts";
import type { Kind } from "../kind.ts";
import { lagrumCodes, subjectsOf } from "../law.ts";

/** Deviation, risk and mistreatment as staff report them (SOSFS 2011:9 5 kap.; SoL 27 kap.; LSS 24 a–g §§). */

const noDanger = [{ field: "danger", is: "no" }] as const;
const danger = { field: "danger", is: "yes" } as const;

const about = [
  { name: "nature", fields: ["nature"], press: "nature", page: "about", when: noDanger },
  { name: "concerns", fields: ["concerns"], press: "concerns", page: "about", when: noDanger },
  {
    name: "place",
    fields: ["unit", "happened", "discovered", "law"],
    page: "about",
    when: noDanger,
  },
  { name: "category", fields: ["category"], press: "category", page: "about", when: noDanger },
] as const satisfies readonly Step[];

/** An urgent report says only where and what; the rest is asked for afterwards. */
const rest = [
  { name: "nature", fields: ["nature"], press: "nature", page: "about" },
  { name: "concerns", fields: ["concerns"], press: "concerns", page: "about" },
  { name: "time", fields: ["happened", "discovered", "law"], page: "about" },
  { name: "category", fields: ["category"], press: "category", page: "about" },
  { name: "what", fields: ["what", "consequence"], press: "consequence", page: "what" },
  { name: "measures", fields: ["measures", "measuresText"], page: "what" },
] as const satisfies readonly Step[];

export const deviation = {
  name: "deviation",
  form: {
    fields: {
      danger: { type: "choice", options: ["no", "yes"] },
      shared: { type: "choice", options: ["no", "yes"], known: "person.shared" },
      reporterName: { type: "text", max: 100 },
      reporterPhone: { type: "text", max: 40 },
      // Asked for in danger, never demanded: an empty number must not stop the call for help.
      callback: { type: "text", max: 40, known: "person.phone", optional: true },
      line: { type: "text", max: 200 },
      managerInvolved: { type: "choice", options: ["no", "yes"] },
      nature: { type: "choice", options: ["deviation", "risk", "mistreatment", "unsure"] },
      concerns: { type: "choice", options: ["recipient", "group", "outsider", "unsure", "other"] },
      unit: { type: "unit", known: "person.unit" },
      happened: { type: "moment" },
      discovered: { type: "moment", optional: true, notBefore: "happened" },
      law: { type: "choice", options: lagrumCodes, known: "unit.law" },
      category: {
        type: "choice",
        options: [
          "care",
          "conduct",
          "abuse",
          "legal",
          "documentation",
          "placement",
          "lss",
          "health",
          "cooperation",
          "organisation",
          "unknown",
        ],
      },
      what: { type: "text", max: 1500, multiline: true },
      consequence: { type: "choice", options: ["none", "unease", "mild", "serious", "unknown"] },
      measures: {
        type: "choice",
        many: true,
        options: ["secured", "contacted", "informed", "other", "notYet", "notPossible"],
      },
      measuresText: { type: "text", max: 500, multiline: true, optional: true, dialogOnly: true },
      suggestion: { type: "text", max: 500, multiline: true, optional: true },
      journalId: { type: "text", max: 40, optional: true, dialogOnly: true },
      colleague: { type: "text", max: 100, optional: true, dialogOnly: true },
    },
    steps: [
      { name: "danger", fields: ["danger"], press: "danger", page: "danger" },
      {
        name: "reporter",
        fields: ["reporterName", "reporterPhone"],
        page: "reporter",
        when: [...noDanger, { field: "shared", is: "yes" }],
      },
      {
        name: "urgent",
        fields: ["unit", "line", "callback", "managerInvolved"],
        press: "managerInvolved",
        page: "urgent",
        when: [danger, { field: "shared", is: "no" }],
        sends: true,
      },
      {
        name: "urgentShared",
        fields: ["unit", "line", "reporterName", "callback", "managerInvolved"],
        press: "managerInvolved",
        page: "urgentShared",
        when: [danger, { field: "shared", is: "yes" }],
        sends: true,
      },
      ...about,
      { name: "what", fields: ["what", "consequence"], press: "consequence", page: "what", when: noDanger },
      {
        name: "measures",
        fields: ["measures", "measuresText", "managerInvolved"],
        press: "managerInvolved",
        page: "what",
        when: noDanger,
      },
      {
        name: "more",
        fields: ["suggestion", "journalId", "callback", "colleague"],
        page: "what",
        when: noDanger,
        aside: true,
      },
    ],
  },
  states: ["received", "assigned"],
  acts: {
    take: {
      from: ["received"],
      to: "assigned",
      who: ["desk", "chain"],
      on: ["case"],
      takes: true,
    },
    open: {
      from: ["received", "assigned"],
      who: ["desk", "manager", "sas", "chain", "reporter"],
      on: [],
      quiet: true,
    },
    wrongUnit: {
      from: ["received"],
      who: ["reporter"],
      on: ["receipt"],
      guards: ["unopened"],
      asks: [{ name: "unit", fields: ["unit"], page: "unit", sends: true }],
      moves: true,
    },
    complete: {
      from: ["received", "assigned"],
      who: ["reporter", "desk", "manager"],
      on: ["case", "receipt"],
      guards: ["incomplete"],
      asks: rest,
      freely: true,
    },
  },
  guards: {
    /** Nobody but the reporter has looked at it. */
    unopened: {
      holds: (entry) => !entry.history.some((event) => event.act === "open" && event.by !== entry.by),
      otherwise: "opened",
    },
    /** Sent in danger, the rest not yet told; the reporter's own word is not shut out by somebody else's. */
    incomplete: {
      holds: (entry, by) =>
        entry.answers.nature === undefined ||
        (entry.urgent &&
          by === entry.by &&
          !entry.history.some((event) => event.act === "complete" && event.by === by)),
      otherwise: "alreadyComplete",
    },
  },
  routes: [
    {
      when: { field: "managerInvolved", is: "yes" },
      desk: ["sas", "director"],
      restricted: true,
      hides: "unitManager",
      tells: [{ role: "sas", atOnce: true }],
    },
    {
      when: { field: "nature", is: "mistreatment" },
      desk: ["sas", "director"],
      restricted: true,
      tells: [
        { role: "sas", atOnce: true },
        { role: "unitManager", atOnce: true },
      ],
    },
    {
      desk: ["unitManager", "sas", "director"],
      restricted: false,
      tells: [{ role: "unitManager" }, { role: "sas" }],
    },
  ],
  urgent: { field: "danger", is: "yes" },
  nature: { field: "nature", unset: "unsure", alarm: "alarm" },
  happened: ["happened", "discovered"],
  facts: ["danger", "nature", "concerns", "law", "category", "consequence", "measures"],
  harm: [
    "line",
    "what",
    "consequence",
    "callback",
    "reporterPhone",
    "happened",
    "measures",
    "measuresText",
    "unit",
  ],
  shelf: "halfYear",
  law: ({ nature, law }) => {
    const lagrum = lagrumCodes.find((code) => code === law) ?? "unknown";
    // The duty to report a mistreatment has its own sections; any other deviation rests on the quality rules.
    return nature === "mistreatment" || lagrum === "hsl" ? subjectsOf[lagrum] : ["managementSystem"];
  },
} as const satisfies Kind;
