using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Every row of the fault table both ways: it trips on its condition, and not on what looks most like it.</summary>
    public class RowCaseTests
    {
        private static readonly MethodInfo[] Cases = typeof(RowCaseTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.GetParameters().Length == 1 && method.GetParameters()[0].ParameterType == typeof(RowRun)).ToArray();

        public static IEnumerable<object[]> Rows()
        {
            return FaultTable.Rows.Where(row => row.IsDetectedByCore).Select(row => new object[] { row.Id, row.Name });
        }

        /// <summary>No row is left out of the tests below.</summary>
        [Fact]
        public void Every_row_is_detected_by_the_core()
        {
            Assert.All(FaultTable.Rows, row => Assert.True(row.IsDetectedByCore, row.Name));
        }

        [Theory]
        [MemberData(nameof(Rows))]
        public void A_row_trips_on_its_condition(int fault, string name)
        {
            MethodInfo[] cases = Cases.Where(method => method.GetCustomAttribute<TripsAttribute>()?.Fault == fault).ToArray();
            Assert.True(cases.Length > 0, name + " has no case that trips it: a static method with [Trips(...)]");
            foreach (MethodInfo method in cases)
            {
                Assert.True(Run(method).Ever(fault), method.Name + " does not raise " + name);
            }
        }

        [Theory]
        [MemberData(nameof(Rows))]
        public void A_row_spares_its_nearest_innocent_neighbour(int fault, string name)
        {
            MethodInfo[] cases = Cases.Where(method => method.GetCustomAttribute<SparesAttribute>()?.Fault == fault).ToArray();
            Assert.True(cases.Length > 0, name + " has no innocent neighbour: a static method with [Spares(...)]");
            foreach (MethodInfo method in cases)
            {
                Assert.False(Run(method).Ever(fault), method.Name + " raises " + name);
            }
        }

        [Fact]
        public void No_case_is_for_nothing()
        {
            Assert.All(Cases, method => Assert.True(
                method.GetCustomAttribute<TripsAttribute>() != null || method.GetCustomAttribute<SparesAttribute>() != null, method.Name));
        }

        private static RowRun Run(MethodInfo method)
        {
            RowRun run = new RowRun();
            try
            {
                method.Invoke(null, new object[] { run });
            }
            catch (TargetInvocationException exception)
            {
                throw new InvalidOperationException(method.Name + ": " + exception.InnerException.Message, exception.InnerException);
            }

            return run;
        }
    }
}
