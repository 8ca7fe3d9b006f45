import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { type Osby, openOsby, platformsOr } from "./osby.ts";

/** The house as a process of its own over the town's tables; the town's people then knock at its doors. */
async function openProcess(town: Osby, how: "fast" | "slow"): Promise<ChildProcess> {
  const env = { ...process.env, ...town.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
  const child = fork("tests/fixtures/house-process.ts", [how, town.clock.now()], {
    env,
    execArgv: ["--import", "tsx"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [{ url }] = await once(child, "message");
  town.pointAt(url);
  return child;
}

test.each(platformsOr("teams"))(
  "killed with SIGKILL between the save and the delivery, and started again, on %s",
  async (platform) => {
    const town = await openOsby();
    const [maja, sara] = [town.on[platform]("maja"), town.on[platform]("sara")];
    await maja.arrive();
    await sara.arrive();
    const anna = town.on[platform]("anna");
    const first = await openProcess(town, "slow");
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    first.kill("SIGKILL");
    await once(first, "exit");

    const second = await openProcess(town, "slow");
    await anna.press("Nej, ingen av dem", { line: "Rök i köket." });
    expect(anna.card()).toContain("# Larmet är skickat");
    second.kill("SIGKILL");
    await once(second, "exit");
    const [record, ...others] = await town.records();
    expect(others).toEqual([]);
    expect(maja.cards().join()).not.toContain(record?.id);

    const third = await openProcess(town, "slow");
    third.send("wake");
    await once(third, "message");
    expect(maja.card()).toContain(record?.id);
    expect(maja.card()).toContain("Någon är i fara nu");
    expect(sara.card()).toContain(record?.id);
    // Sent again by somebody who never saw the receipt: the same record.
    await anna.redeliver();
    expect(await town.records()).toHaveLength(1);
  },
);
