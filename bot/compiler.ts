import type { House } from "#functions/house";
import type { Env } from "./config.ts";

/**
 * How what does errands asks for figures: it calls the function that can read nothing but facts. Throws, when
 * asked, if the function failed or the surroundings do not name it.
 */
export function compilerOf({ COMPILE_FUNCTION: FunctionName }: Env): NonNullable<House["compile"]> {
  return async (ask) => {
    if (!FunctionName) throw new Error("Without COMPILE_FUNCTION nothing can be counted");
    // Twice a year: no cold start waits for it.
    const { InvokeCommand, LambdaClient } = await import("@aws-sdk/client-lambda");
    const client = new LambdaClient({});
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(ask) }));
    const said = Buffer.from(answer.Payload ?? []).toString();
    if (answer.FunctionError) throw new Error(`The function that counts failed: ${answer.FunctionError}`);
    return JSON.parse(said);
  };
}
