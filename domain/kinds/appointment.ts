import { neverOffered, offersTo, partIn, readAppointment, tasks } from "../appoint.ts";
import type { Step } from "../form.ts";
import type { Kind } from "../kind.ts";
import { roleCodes } from "../municipality-codes.ts";
import { notEarlier, roleBy } from "../seat.ts";

/** Who holds a role, or somebody's place in it, from when to when (förordnande): each said once, and by whom. */

const yesNo = ["no", "yes"] as const;
/** Decided once and then over with: the days in it say when it holds. */
const states = ["standing", "ended"] as const;

const person = ["who", "mail"] as const;
/** Those it is about. */
const told = [
  { field: "who", others: true },
  { field: "holder", others: true },
] as const;

export const appointment = {
  name: "appointment",
  // Everybody who holds a role may be away.
  starts: roleCodes.filter((role) => role !== "staff"),
  form: {
    fields: {
      // Known of whoever asks, never answered: is there more than a deputy, and for others than oneself?
      several: { type: "choice", options: yesNo },
      others: { type: "choice", options: yesNo },
      what: { type: "choice", options: tasks },
      who: { type: "person", optional: true },
      holder: { type: "person" },
      role: { type: "choice", options: roleCodes },
      unit: { type: "unit" },
      seat: { type: "seat" },
      mail: { type: "text", max: 100, optional: true, names: "who" },
      first: { type: "day", since: "today" },
      to: { type: "day", since: "today", notBefore: "first" },
      until: { type: "day", since: "today", notBefore: "first", optional: true },
      // Yesterday: at once.
      last: { type: "day", since: "yesterday" },
    },
    steps: [
      {
        name: "what",
        fields: ["what"],
        press: "what",
        page: "what",
        when: [{ field: "several", is: "yes" }],
      },
      { name: "place", fields: ["unit"], page: "place", when: [{ field: "others", is: "yes" }] },
      {
        name: "deputy",
        fields: ["seat", ...person, "first", "to"],
        page: "deputy",
        when: [{ field: "what", is: "deputy" }],
        sends: true,
      },
      {
        name: "holder",
        fields: ["role", ...person, "first", "until"],
        page: "holder",
        when: [{ field: "what", is: "holder" }],
        sends: true,
      },
      {
        name: "ending",
        fields: ["seat", "last"],
        page: "ending",
        when: [{ field: "what", is: "ending" }],
        sends: true,
      },
    ] as const satisfies readonly Step[],
  },
  states,
  // Nothing is left for anybody to do.
  ended: states,
  acts: {
    open: {
      from: states,
      who: ["reporter", "party", "appointer", "desk", "sas", "manager", "leader"],
      on: [],
      quiet: true,
    },
    end: {
      from: ["standing"],
      to: "ended",
      who: ["appointer"],
      on: ["case", "receipt"],
      guards: ["gives"],
      asks: [{ name: "end", fields: ["last"], page: "end", sends: true }],
      tells: told,
    },
  },
  guards: {
    /** What only ends a role cannot be ended. */
    gives: { holds: ({ answers }) => answers.what !== "ending", otherwise: "notAllowed" },
  },
  routes: [{ desk: ["director", "sas"], restricted: false, tells: told }],
  nature: { field: "what", unset: "deputy" },
  happened: [],
  facts: ["what", "role"],
  harm: [],
  own: ["holder", "role"],
  appoints: {
    offers: offersTo,
    never: neverOffered,
    reads: readAppointment,
    gives: roleBy,
    ends: notEarlier,
    parts: partIn,
  },
  shelf: "standing",
  law: () => ["managementSystem"],
} as const satisfies Kind;
