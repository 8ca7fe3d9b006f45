import { action } from "./action.ts";
import { appointment } from "./appointment.ts";
import { compilation } from "./compilation.ts";
import { deviation } from "./deviation.ts";

/** The register: every kind of record there is. A new kind is its file, its line here and its words. */
export const kinds = { deviation, action, appointment, compilation } as const;
export type Kinds = typeof kinds;
