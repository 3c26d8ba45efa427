using System;
using System.Reflection;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The figures that the rest of the device works with are a copy of the verdict's: no field may be left out.</summary>
    public class FigureCopyTests
    {
        private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

        [Fact]
        public void Every_figure_of_the_cell_is_copied()
        {
            CellFigures from = new CellFigures();
            CellFigures to = new CellFigures();
            Fill(from);
            to.CopyFrom(from);
            Expect(from, to);
        }

        [Fact]
        public void Every_figure_of_the_transport_is_copied()
        {
            TransportFigures from = new TransportFigures();
            TransportFigures to = new TransportFigures();
            Fill(from);
            to.CopyFrom(from);
            Expect(from, to);
        }

        /// <summary>A value of its own in each field: one that is copied into another one's place shows.</summary>
        private static void Fill(object figures)
        {
            long value = 1000;
            foreach (FieldInfo field in figures.GetType().GetFields(Fields))
            {
                value++;
                field.SetValue(figures, field.FieldType == typeof(bool) ? !(bool)field.GetValue(figures) : Convert.ChangeType(value, field.FieldType));
            }
        }

        private static void Expect(object from, object to)
        {
            FieldInfo[] fields = from.GetType().GetFields(Fields);
            Assert.True(fields.Length > 8);
            foreach (FieldInfo field in fields)
            {
                Assert.True(Equals(field.GetValue(from), field.GetValue(to)), field.Name + " is not copied");
            }
        }
    }
}
