using AnodeGuard.Contract.Emit;
using Microsoft.CodeAnalysis;

namespace AnodeGuard.Contract.Api
{
    /// <summary>All lists together: who defines a type, in which order the assemblies can be written, which other
    /// assemblies a reference drags in, and the reference assemblies themselves.</summary>
    public sealed class ApiCatalog
    {
        /// <summary>The key all of nanoFramework's own assemblies are signed with.</summary>
        public const string PublicKeyToken = "c07d481e9758c731";

        private static readonly Lazy<ApiCatalog> TheDefault =
            new(() => Load(Path.Combine(AppContext.BaseDirectory, "api")));

        private readonly Dictionary<string, ApiList> _lists;
        private readonly Dictionary<string, (ApiList List, ApiType Type)> _types = [];
        private readonly Dictionary<string, byte[]> _images = [];
        private readonly Dictionary<string, PortableExecutableReference> _references = [];

        private ApiCatalog(IEnumerable<ApiList> lists)
        {
            _lists = lists.ToDictionary(list => list.Name);
            foreach (ApiList list in _lists.Values)
            {
                foreach (ApiType type in list.Types)
                {
                    _types.Add(type.Key, (list, type));
                }
            }
        }

        /// <summary>The lists that travel with this library.</summary>
        public static ApiCatalog Default => TheDefault.Value;

        /// <summary>All lists.</summary>
        public IEnumerable<ApiList> Lists => _lists.Values;

        /// <summary>Reads every list of a folder.</summary>
        public static ApiCatalog Load(string folder)
        {
            return new ApiCatalog(Directory.GetFiles(folder, "*.txt").Select(file => ApiList.Parse(File.ReadAllText(file))));
        }

        /// <summary>The list of the assembly with this name, or null.</summary>
        public ApiList? Find(string assembly)
        {
            return _lists.GetValueOrDefault(assembly);
        }

        /// <summary>The type with this metadata name, whichever assembly has it.</summary>
        public (ApiList List, ApiType Type) FindType(string key)
        {
            return _types.TryGetValue(key, out (ApiList, ApiType) found)
                ? found
                : throw new KeyNotFoundException($"no list defines {key}");
        }

        /// <summary>True where some list defines the type.</summary>
        public bool HasType(string key)
        {
            return _types.ContainsKey(key);
        }

        /// <summary>The assembly and everything it was built against, directly or not.</summary>
        public IReadOnlyCollection<string> Closure(string assembly)
        {
            HashSet<string> closure = [];
            Collect(assembly, closure);
            return closure;
        }

        /// <summary>The reference assembly as a file image.</summary>
        public byte[] Image(string assembly)
        {
            lock (_images)
            {
                if (!_images.TryGetValue(assembly, out byte[]? image))
                {
                    image = new ReferenceAssemblyWriter(this, _lists[assembly]).Write();
                    _images.Add(assembly, image);
                }

                return image;
            }
        }

        /// <summary>The reference assembly as the compiler takes it.</summary>
        public PortableExecutableReference Reference(string assembly)
        {
            lock (_references)
            {
                if (!_references.TryGetValue(assembly, out PortableExecutableReference? reference))
                {
                    reference = MetadataReference.CreateFromImage(Image(assembly), filePath: assembly + ".dll");
                    _references.Add(assembly, reference);
                }

                return reference;
            }
        }

        private void Collect(string assembly, HashSet<string> closure)
        {
            if (closure.Add(assembly))
            {
                foreach (ApiReference reference in _lists[assembly].References)
                {
                    Collect(reference.Name, closure);
                }
            }
        }
    }
}
