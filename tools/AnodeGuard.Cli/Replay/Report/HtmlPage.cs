using System.Text;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Output.Plots;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>What pages with plots have in common. A policy in them forbids to ask any host for anything.</summary>
    internal static class HtmlPage
    {
        private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

        /// <summary>Head and eyebrow.</summary>
        public static void Begin(StringBuilder page, string title, string eyebrow)
        {
            page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(Policy)
                .Append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(SvgPlot.Escape(title))
                .Append(" - AnodeGuard</title>\n<style>\n").Append(PlotAssets.Style).Append('\n').Append(PlotAssets.Read("report.css"))
                .Append("</style></head><body><main>\n<p class=\"eyebrow\">").Append(eyebrow).Append("</p>\n");
        }

        /// <summary>Footer, data, library and script.</summary>
        public static void End(StringBuilder page, string closing, string data)
        {
            page.Append("<footer>").Append(SvgPlot.Escape(ProductVersion.Line)).Append("<br>").Append(SvgPlot.Escape(closing)).Append("</footer>\n</main>\n")
                .Append("<script type=\"application/json\" id=\"data\">").Append(data).Append("</script>\n<script>\n")
                .Append(PlotAssets.Script).Append("\n</script>\n<script>\n").Append(PlotAssets.Read("report.js")).Append("</script>\n</body></html>\n");
        }

        /// <summary>The verdict: a state and a sentence.</summary>
        public static void Verdict(StringBuilder page, string state, string words)
        {
            page.Append("<div class=\"verdict ").Append(state).Append("\">").Append(Sign(state)).Append("<div class=\"word\">").Append(SvgPlot.Escape(words)).Append("</div></div>\n");
        }

        /// <summary>A number and what it is.</summary>
        public static void Tile(StringBuilder page, string value, string name)
        {
            page.Append("<div class=\"tile\"><b>").Append(value).Append("</b><span>").Append(name).Append("</span></div>");
        }

        /// <summary>A tick, or a triangle: told by its shape too.</summary>
        private static string Sign(string state)
        {
            bool good = state == "normal";
            string colour = good ? "#00735c" : state == "warning" ? "#8a5a00" : state == "advisory" ? "#0b5394" : state == "not-ready" ? "#57606a" : "#9b1c1c";
            return "<svg viewBox=\"0 0 30 30\" role=\"img\" aria-label=\"" + state + "\">" + (good
                ? "<circle cx=\"15\" cy=\"15\" r=\"14\" fill=\"" + colour + "\"/><path d=\"M8 15.5l5 5 9-11\" fill=\"none\" stroke=\"#fff\" stroke-width=\"3\"/>"
                : "<path d=\"M15 2L29 28H1z\" fill=\"" + colour + "\"/><path d=\"M15 11v8m0 3v3\" stroke=\"#fff\" stroke-width=\"3\"/>") + "</svg>";
        }
    }
}
