import { decisionBasis } from "../documents/decision-basis.ts";
import { deviationFigures } from "../figures/deviation.ts";
import type { Step } from "../form.ts";
import type { Kind, Route } from "../kind.ts";
import { lagrumCodes, subjectsOf } from "../law.ts";
import type { Answers } from "../record.ts";
import { caseFields } from "./case-fields.ts";
import { caseAdvice, caseAlerts, caseGuards, isLexSarah, wasLexSarah } from "./case-guards.ts";
import { caseActs, caseDeadlines, caseDesks, caseStates } from "./casework.ts";
import { areaCodes, categoryCodes, degrees } from "./codes.ts";

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

const everybody = [
  "reporter",
  "desk",
  "sas",
  "investigator",
  "noticeDecider",
  "patientSafety",
  "manager",
  "helper",
  "dataProtection",
  "chain",
  "leader",
] as const;

/** An urgent report says only where and what; the rest is asked for afterwards. */
const rest = [
  { name: "nature", fields: ["nature"], press: "nature", page: "about" },
  { name: "concerns", fields: ["concerns"], press: "concerns", page: "about" },
  { name: "time", fields: ["happened", "discovered", "law"], page: "about" },
  { name: "category", fields: ["category"], press: "category", page: "about" },
  { name: "what", fields: ["what", "consequence"], press: "consequence", page: "what" },
  { name: "measures", fields: ["measures", "measuresText"], page: "what" },
] as const satisfies readonly Step[];

const unassessed = ["received", "assigned"] as const;
const directorAgain = { role: "director", after: { hours: 24, whileIn: unassessed } } as const;
const askedAgain = [
  { role: "sas", atOnce: true, after: { hours: 4, whileIn: unassessed } },
  directorAgain,
] as const;
/** Restricted to its team; asked after again while nobody has made the first assessment (genast, SoL 27 kap. 5 §). */
const lexSarah = {
  desk: ["sas", "director"],
  restricted: true,
  tells: [
    { role: "sas", atOnce: true },
    { role: "unitManager", atOnce: true },
    { role: "departmentManager" },
    { role: "director" },
    ...askedAgain,
  ],
} as const satisfies Route;
const ordinary = {
  desk: ["unitManager", "departmentManager", "director", "sas"],
  restricted: false,
  tells: [{ role: "unitManager" }, { role: "sas" }],
} as const satisfies Route;

/** The four steps of probability and of severity. */
const scale = ["1", "2", "3", "4"] as const;

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
      involved: { type: "choice", options: ["no", "manager", "sas", "both"] },
      nature: { type: "choice", options: ["deviation", "risk", "mistreatment", "unsure"] },
      concerns: { type: "choice", options: ["recipient", "group", "outsider", "unsure", "other"] },
      unit: { type: "unit", known: "person.unit" },
      happened: { type: "moment" },
      discovered: { type: "moment", optional: true, notBefore: "happened" },
      law: { type: "choice", options: lagrumCodes, known: "unit.law" },
      category: { type: "choice", options: areaCodes },
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
      ...caseFields,
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
        fields: ["unit", "line", "callback", "involved"],
        press: "involved",
        page: "urgent",
        when: [danger, { field: "shared", is: "no" }],
        sends: true,
      },
      {
        name: "urgentShared",
        fields: ["unit", "line", "reporterName", "callback", "involved"],
        press: "involved",
        page: "urgentShared",
        when: [danger, { field: "shared", is: "yes" }],
        sends: true,
      },
      ...about,
      { name: "what", fields: ["what", "consequence"], press: "consequence", page: "what", when: noDanger },
      {
        name: "measures",
        fields: ["measures", "measuresText", "involved"],
        press: "involved",
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
  states: caseStates,
  ended: ["closed", "merged", "mistaken"],
  desks: caseDesks,
  acts: {
    take: {
      from: ["received"],
      to: "assigned",
      who: ["desk", "chain"],
      on: ["case"],
      guards: ["untaken", "free"],
      takes: true,
    },
    open: {
      from: caseStates,
      who: everybody,
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
      routes: true,
    },
    complete: {
      from: ["received", "assigned", "assessment"],
      who: ["reporter", "desk", "manager"],
      on: ["case", "receipt"],
      guards: ["incomplete", "freeOrOwn"],
      asks: rest,
      freely: true,
      routes: true,
      // What is said now is assessed anew.
      to: [{ when: { field: "nature", is: "mistreatment" }, to: "received" }],
      clears: ["track"],
      // Once lex Sarah it is lex Sarah until that has been assessed: no other word takes it back.
      keeps: (answers): Answers => (isLexSarah(answers) ? { track: "lexSarah" } : {}),
    },
    ...caseActs,
  },
  guards: {
    ...caseGuards,
    /** A conflict of interest takes no reporter's own word from them. */
    freeOrOwn: {
      holds: ({ barred, by: reporter }, by) => by === reporter || !barred.includes(by),
      otherwise: "barred",
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
      when: { field: "involved", is: "both" },
      desk: ["director", "sas"],
      restricted: true,
      hides: [{ role: "unitManager" }, { role: "sas", savingDeputies: true }],
      tells: [{ role: "director", atOnce: true }, { role: "sas", atOnce: true }, directorAgain],
    },
    {
      when: { field: "involved", is: "sas" },
      desk: ["director", "sas"],
      restricted: true,
      hides: [{ role: "sas", savingDeputies: true }],
      tells: [
        { role: "director", atOnce: true },
        { role: "sas", atOnce: true },
        { role: "unitManager", atOnce: true },
        directorAgain,
      ],
    },
    {
      when: { field: "involved", is: "manager" },
      desk: ["sas", "director"],
      restricted: true,
      hides: [{ role: "unitManager" }],
      tells: [{ role: "sas", atOnce: true }, { role: "director" }, ...askedAgain],
    },
    { when: { field: "track", is: "lexSarah" }, ...lexSarah },
    { when: { field: "track", is: "ordinary" }, ...ordinary },
    { when: { field: "nature", is: "mistreatment" }, ...lexSarah },
    ordinary,
  ],
  deadlines: caseDeadlines,
  alerts: caseAlerts,
  advice: caseAdvice,
  follows: { from: ["assessment", "action", "followUp"], open: "action", done: "followUp", failed: "no" },
  settles: {
    void: [],
    done: [],
    settled: ["closed", "merged", "mistaken"],
    outcome: (answers, state) => {
      if (state !== "closed") return state;
      return isLexSarah(answers) ? String(answers.degree ?? "none") : "ordinary";
    },
  },
  urgent: { field: "danger", is: "yes" },
  nature: {
    field: "nature",
    unset: "unsure",
    alarm: "alarm",
    found: ({ track, nature }) => {
      if (track === "lexSarah") return "mistreatment";
      return track === "ordinary" && nature !== "risk" ? "deviation" : undefined;
    },
  },
  happened: ["happened", "discovered"],
  facts: [
    ...["danger", "concerns", "law", "category", "consequence", "measures"],
    ...["ground", "code", "cause", "probability", "severity", "track", "scope", "next", "degree", "notice"],
    ...[
      "noticeOn",
      "noticeSentOn",
      "ivoAnsweredOn",
      "ivoOutcome",
      "injury",
      "mariaNotice",
      "mariaSentOn",
      "breachNotified",
    ],
  ],
  // The committee's list has every report of lex Sarah, whatever came of it.
  counts: (answers) => ({ lexSarah: wasLexSarah(answers) ? "yes" : "no" }),
  harm: [
    "line",
    "what",
    "consequence",
    "callback",
    "reporterPhone",
    "happened",
    "measures",
    "measuresText",
    "secured",
    "unit",
  ],
  early: ["received", "assigned"],
  result: { fields: ["degree"], to: ["manager"] },
  journal: { while: ["lexSarah"], field: "heading" },
  own: ["feedback", "question", "mistakenReason"],
  documents: (answers) => (wasLexSarah(answers) ? [decisionBasis] : []),
  reporter: ["reporterName", "reporterPhone", "callback", "colleague"],
  figures: deviationFigures,
  uncounted: ["mistaken", "merged"],
  possible: [
    ...lagrumCodes.map((law) => ({ law })),
    ...["received", "assigned", "action", "closed"].map((state) => ({ state })),
    ...["deviation", "risk", "unsure"].map((nature) => ({
      ...{ nature, lexSarah: "no", degree: "unset", notice: "unset" },
    })),
    ...[...degrees, "unset"].flatMap((degree) =>
      ["yes", "no", "unset"].map((notice) => ({ nature: "mistreatment", lexSarah: "yes", degree, notice })),
    ),
    ...scale.flatMap((probability) =>
      scale.map((severity) => ({ probability, severity, code: categoryCodes[0] })),
    ),
  ],
  bonds: [
    ["lexSarah", "nature", "degree", "notice"],
    ["probability", "severity", "code"],
  ],
  shelf: "halfYear",
  law: (answers) => {
    const lagrum = lagrumCodes.find((code) => code === answers.law) ?? "unknown";
    // The duty to report a mistreatment has its own sections; any other deviation rests on the quality rules.
    if (!isLexSarah(answers)) return lagrum === "hsl" ? subjectsOf.hsl : ["managementSystem"];
    // Health care knows no lex Sarah: what is handled as such rests on both.
    return lagrum === "hsl" ? [...new Set([...subjectsOf.unknown, ...subjectsOf.hsl])] : subjectsOf[lagrum];
  },
} as const satisfies Kind;
