import { INSTALL_OFFER_KEY } from "./install-offer";
import { languages } from "./languages";
import { choices, defaultPreferences, PREFERENCES_KEY } from "./preferences";

const directions = Object.fromEntries(Object.entries(languages).map(([tag, { dir }]) => [tag, dir]));

/**
 * Runs in the head before the first paint, so that nothing flashes. It reads what `parsePreferences` reads; storage may throw in a frame of
 * another site. `?__theme=` wins over what is stored, `?__embed` leaves out the bars around a page, and a page in a frame knows that it is. A browser offers to install
 * the page whenever it likes, once: the offer waits on the window until the page can take it.
 */
export const preferencesScript = `(function(r,k,c,f,l){var d=r.dataset,s={},p=new URLSearchParams(location.search),q=p.get("__theme"),e=p.get("__embed"),n;
try{s=JSON.parse(localStorage.getItem(k))||s}catch(x){}
for(n in c)d[n]=c[n].indexOf(s[n])<0?f[n]:s[n];
if(c.theme.indexOf(q)>=0){d.theme=q;d.themeFrom="address"}
if(e===null)e=p.get("embed");if(e===""||e==="1"||e==="true")d.embed="";
if(self!==top)d.framed="";
self.addEventListener("beforeinstallprompt",function(o){o.preventDefault();self.${INSTALL_OFFER_KEY}=o});
r.lang=d.language;r.dir=l[d.language]})(document.documentElement,${JSON.stringify(PREFERENCES_KEY)},${JSON.stringify(choices)},${JSON.stringify(defaultPreferences)},${JSON.stringify(directions)})`;
