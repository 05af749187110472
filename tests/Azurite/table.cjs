// Azurite's table service, which ends with whoever started it, even where that one was killed.
process.stdin.on("end", () => process.exit()).resume();
require("azurite/dist/src/table/main.js");
