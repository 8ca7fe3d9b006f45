import type { Kinds } from "#domain/kinds/index";
import { deviationWords } from "./deviation.ts";
import type { WordsOf } from "./words.ts";

/** Every kind's words. A kind in the register without its words does not compile. */
export const words = { deviation: deviationWords } as const satisfies {
  [K in keyof Kinds]: WordsOf<Kinds[K]>;
};
