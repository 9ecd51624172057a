import { choices, defaultPreferences, PREFERENCES_KEY } from "./preferences";

/**
 * Runs in the head before the first paint, so that no theme flashes. It reads what `parsePreferences` reads;
 * storage may throw in a frame of another site, and `?__theme=` wins over what is stored.
 */
export const preferencesScript = `(function(d,k,c,f){var s={};try{s=JSON.parse(localStorage.getItem(k))||{}}catch(e){}
var q=new URLSearchParams(location.search).get("__theme");if(q==="dark"||q==="light")s.theme=q;
for(var n in c)d.dataset[n]=c[n].indexOf(s[n])<0?f[n]:s[n]})(document.documentElement,${JSON.stringify(PREFERENCES_KEY)},${JSON.stringify(choices)},${JSON.stringify(defaultPreferences)})`;
