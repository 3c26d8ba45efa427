using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>Loads counted copies of assemblies beside the real ones, and this assembly's own code with them, and runs a method of it there.</summary>
    internal static class CountedContext
    {
        /// <param name="counted">Names of the assemblies to count.</param>
        /// <param name="others">Names of those that refer to them and run uncounted.</param>
        /// <param name="method">A static method without an overload.</param>
        /// <param name="arguments">Numbers, texts and arrays of them: other types are not the same ones there.</param>
        public static object Run(string[] counted, string[] others, MethodInfo method, params object[] arguments)
        {
            string folder = AppContext.BaseDirectory;
            AssemblyLoadContext apart = new AssemblyLoadContext("counted", true);
            try
            {
                foreach (string name in counted)
                {
                    apart.LoadFromStream(new MemoryStream(CountedAssembly.Of(Path.Combine(folder, name + ".dll"))));
                }

                foreach (string name in others)
                {
                    apart.LoadFromAssemblyPath(Path.Combine(folder, name + ".dll"));
                }

                Assembly own = apart.LoadFromAssemblyPath(typeof(CountedContext).Assembly.Location);
                MethodInfo run = own.GetType(method.DeclaringType.FullName).GetMethod(method.Name, BindingFlags.Static | BindingFlags.NonPublic);
                return run.Invoke(null, arguments);
            }
            finally
            {
                apart.Unload();
            }
        }
    }
}
