import type { Kinds } from "#domain/kinds/index";
import { actionWords } from "./action.ts";
import { appointmentWords } from "./appointment.ts";
import { compilationWords } from "./compilation.ts";
import { deviationWords } from "./deviation.ts";
import type { WordsOf } from "./words.ts";

/** Every kind's words. A kind in the register without its words does not compile. */
export const words = {
  deviation: deviationWords,
  action: actionWords,
  appointment: appointmentWords,
  compilation: compilationWords,
} as const satisfies {
  [K in keyof Kinds]: WordsOf<Kinds[K]>;
};
