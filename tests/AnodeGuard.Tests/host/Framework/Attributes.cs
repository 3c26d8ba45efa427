using System;
using Xunit;
using Xunit.Sdk;

namespace nanoFramework.TestFramework
{
    /// <summary>Marks a class with tests.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class TestClassAttribute : Attribute
    {
    }

    /// <summary>Marks a test: an xunit case of its own name, or one per <see cref="DataRowAttribute"/>.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    [XunitTestCaseDiscoverer("nanoFramework.TestFramework.TestMethodDiscoverer", "AnodeGuard.Tests")]
    public class TestMethodAttribute : FactAttribute
    {
    }

    /// <summary>Arguments of one run of a test: ints and strings only, as on the chip.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class DataRowAttribute : Attribute
    {
        public DataRowAttribute(params object[] methodParameters)
        {
            MethodParameters = methodParameters;
        }

        public object[] MethodParameters { get; }
    }
}
