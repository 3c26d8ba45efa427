using System.Xml;
using System.Xml.Linq;

namespace AnodeGuard.Contract.Projects
{
    /// <summary>Helpers to read msbuild xml with the line each element stands on, whatever its namespace.</summary>
    internal static class XmlLines
    {
        public static XElement Load(string path)
        {
            return XDocument.Load(path, LoadOptions.SetLineInfo).Root!;
        }

        public static IEnumerable<XElement> Named(this XElement root, string localName)
        {
            return root.Descendants().Where(element => element.Name.LocalName == localName);
        }

        public static string? Value(this XElement element, string attribute)
        {
            return element.Attribute(attribute)?.Value;
        }

        public static string? Child(this XElement element, string localName)
        {
            return element.Elements().FirstOrDefault(child => child.Name.LocalName == localName)?.Value.Trim();
        }

        public static int Line(this XElement element)
        {
            return ((IXmlLineInfo)element).LineNumber;
        }

        /// <summary>A path of a project file, which may use either separator, made absolute.</summary>
        public static string Resolve(string folder, string path)
        {
            return Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')));
        }
    }
}
