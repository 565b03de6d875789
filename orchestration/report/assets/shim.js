"use strict";
// DuckDB for browsers is shipped as a CommonJS module that asks for one other, Arrow, which is shipped as a global.
var module = { exports: {} }, exports = module.exports, require = () => Arrow;
