using System.Collections.Generic;
using System.Linq;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace nanoFramework.TestFramework
{
    /// <summary>Makes xunit cases of the device's test methods.</summary>
    public sealed class TestMethodDiscoverer : IXunitTestCaseDiscoverer
    {
        private readonly IMessageSink _diagnostics;

        public TestMethodDiscoverer(IMessageSink diagnostics)
        {
            _diagnostics = diagnostics;
        }

        public IEnumerable<IXunitTestCase> Discover(
            ITestFrameworkDiscoveryOptions options,
            ITestMethod testMethod,
            IAttributeInfo factAttribute)
        {
            TestMethodDisplay display = options.MethodDisplayOrDefault();
            TestMethodDisplayOptions displayOptions = options.MethodDisplayOptionsOrDefault();
            List<IAttributeInfo> rows = testMethod.Method.GetCustomAttributes(typeof(DataRowAttribute)).ToList();
            if (rows.Count == 0)
            {
                return new[] { new XunitTestCase(_diagnostics, display, displayOptions, testMethod) };
            }

            return rows
                .Select(row => (object[])row.GetConstructorArguments().Single())
                .Select(values => new XunitTestCase(_diagnostics, display, displayOptions, testMethod, values));
        }
    }
}
