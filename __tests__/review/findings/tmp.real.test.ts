import { writeFileSync } from "node:fs";
import { planGallery } from "./gallery-plan";
test("x", async () => {
  const plans = await planGallery("dev-state", async () => {});
  writeFileSync("/tmp/gallery.json", JSON.stringify(plans));
}, 400_000);
