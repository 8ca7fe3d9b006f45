import { wake } from "#functions/wake";
import { compilerOf } from "./compiler.ts";
import { houseOf } from "./config.ts";
import { sendersOf } from "./senders.ts";

const house = houseOf(process.env, { compile: compilerOf(process.env) });
const senders = sendersOf(process.env);

/** Called every minute: whatever is due, in every tenant. The guarantee behind the stream's speed. */
export const handler = (): Promise<void> => wake(house, senders);
