import { describe, expect, test } from "vitest";
import { exampleSettings, settingsFrom } from "#infra/settings";

describe("settings", () => {
  const real = {
    microsoftAppId: "6f1b0b6e-3c1f-4c86-9a5e-0d0c1f2a3b4c",
    microsoftAppTenantId: "b1d7a1f4-5a0f-4a5e-8a36-6b1f6f0a9c11",
    operatorMail: "drift@example.se",
  };
  const given = (values: Record<string, string>) => () => settingsFrom((name) => values[name]);

  test("real values are taken", () => {
    expect(given(real)()).toMatchObject(real);
  });

  test.each([
    ["an application id", { microsoftAppId: undefined }, "-c microsoftAppId="],
    ["an empty application id", { microsoftAppId: "" }, "-c microsoftAppId="],
    [
      "the example's application id",
      { microsoftAppId: exampleSettings.microsoftAppId },
      "-c microsoftAppId=",
    ],
    ["a tenant", { microsoftAppTenantId: undefined }, "-c microsoftAppTenantId="],
    ["somebody to call", { operatorMail: "nobody" }, "-c operatorMail="],
  ])("nothing is built without %s", (_, wrong, told) => {
    expect(() => settingsFrom((name) => ({ ...real, ...wrong })[name as keyof typeof real])).toThrow(told);
  });

  test("the example stands in an account that is nobody's, so it cannot be deployed", () => {
    expect(given({ example: "true" })()).toEqual(exampleSettings);
    expect(exampleSettings.account).toBe("000000000000");
  });
});
