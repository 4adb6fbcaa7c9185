// Reads {"expressions": [...], "instants": [milliseconds]} and prints a line for each expression: a
// letter an instant (o open, c closed, u unknown), or "!" and what is wrong with it.
const folder = process.argv[2];
const OpeningHours = require(`${folder}/node_modules/opening_hours`);
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
// It wants the point as texts; else the sun rises at six and sets at six.
const paris = {
  lat: "48.8566",
  lon: "2.3522",
  address: { country_code: "fr", country: "France", state: "Île-de-France" },
};

function letter(hours, instant) {
  const at = new Date(instant);
  if (hours.getUnknown(at)) return "u";
  return hours.getState(at) ? "o" : "c";
}

for (const expression of asked.expressions) {
  try {
    const hours = new OpeningHours(expression, paris, { locale: "en" });
    console.log(asked.instants.map((instant) => letter(hours, instant)).join(""));
  } catch (error) {
    console.log(`!${String(error).split("\n")[0]}`);
  }
}
